import { colleagues } from '../colleagues.ts'
import type { Schedule } from '../subscriptions/schedule.ts'
import { type Clock, completeSubscription, type SpecialSubscription } from '../subscriptions/specialSubscription.ts'
import type { SubscriptionFacts } from '../subscriptions/subscriptionFacts.ts'

const firstId = 4_000_001

type ShopSubscription = Omit<SpecialSubscription, 'id'>

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

function mails(...names: readonly string[]): string {
  return names.map((name) => (name.includes('@') ? name : `${name}@leafandkettle.example`)).join(',')
}

function colleague(firstName: string): { owner: SubscriptionFacts['owner'] } {
  return { owner: colleagues.find(({ first_name }) => first_name === firstName) ?? null }
}

function weekly(weekday: string, start: number): Partial<Schedule> {
  return { byweekday: [weekday], start }
}

function reports({ instant }: Clock): ShopSubscription[] {
  const monday = instant(-210, '07:00')
  return [
    {
      ...colleague('Robin'),
      title: 'Monday revenue',
      about: 41,
      mail: mails('robin', 'maja', 'finance'),
      schedule: weekly('monday', monday),
      summaryEnabled: true,
    },
    {
      ...colleague('Maja'),
      title: 'Revenue on Mondays',
      about: 41,
      mail: mails('maja', 'finance', 'robin'),
      schedule: weekly('monday', monday),
    },
    {
      ...colleague('Tomas'),
      title: 'Daily error digest',
      about: 302,
      slack: 'C05TEA1SHOP|#shop-errors',
      schedule: { frequency: 'daily', byweekday: workdays, start: instant(-160, '06:30') },
    },
    {
      ...colleague('Noor'),
      title: 'Checkout funnel',
      about: 303,
      mail: mails('noor', 'tomas'),
      schedule: weekly('tuesday', instant(-120, '08:00')),
    },
    {
      ...colleague('Ines'),
      title: 'Sign-ups by country',
      about: 304,
      mail: mails('ines', 'marketing'),
      schedule: { frequency: 'monthly', byweekday: ['monday'], bysetpos: 1, start: instant(-300, '09:00') },
    },
    {
      ...colleague('Noor'),
      title: 'Searches without results',
      about: 305,
      slack: 'C05TEA2FIND|#search',
      schedule: weekly('wednesday', instant(-95, '09:30')),
    },
    {
      ...colleague('Kofi'),
      title: 'Returns by product',
      about: 306,
      mail: mails('warehouse', 'kofi'),
      schedule: weekly('friday', instant(-180, '12:00')),
    },
    {
      ...colleague('Robin'),
      title: 'Basket size',
      about: 307,
      slack: 'C05TEA3CASH|#revenue',
      schedule: weekly('monday', instant(-88, '08:00')),
    },
    {
      ...colleague('Tomas'),
      title: 'Page speed',
      about: 308,
      target: { type: 'webhook', value: 'https://hooks.leafandkettle.example/teams/web' },
      targetOnNewest: { type: 'teams', value: 'https://leafandkettle.webhook.office.example/webhookb2/web-team' },
      schedule: weekly('thursday', instant(-140, '07:30')),
    },
    {
      ...colleague('Kofi'),
      title: 'Stock-outs this morning',
      about: 310,
      mail: mails('warehouse', 'buying'),
      schedule: { frequency: 'daily', byweekday: [...workdays, 'saturday'], start: instant(-250, '05:00') },
    },
    {
      ...colleague('Maja'),
      title: 'Takings of the day',
      about: 41,
      mail: mails('maja', 'robin'),
      schedule: { frequency: 'daily', start: instant(-220, '18:00') },
    },
    {
      ...colleague('Kofi'),
      title: 'Orders to pack',
      about: 310,
      slack: 'C05TEA6PACK|#warehouse',
      schedule: { frequency: 'daily', start: instant(-170, '21:30') },
    },
    {
      ...colleague('Maja'),
      title: 'Support load',
      about: 43,
      mail: mails('support', 'maja'),
      schedule: weekly('monday', instant(-75, '08:30')),
    },
    {
      ...colleague('Ines'),
      title: 'Tea club sign-ups',
      about: 304,
      slack: 'C05TEA4CLUB|#growth',
      schedule: { frequency: 'weekly', interval: 2, byweekday: ['tuesday'], start: instant(-60, '10:00') },
    },
    {
      ...colleague('Robin'),
      title: 'Cookie consent rate',
      about: 313,
      mail: mails('legal'),
      schedule: { frequency: 'monthly', byweekday: ['thursday'], bysetpos: 2, start: instant(-200, '14:00') },
    },
    {
      ...colleague('Noor'),
      title: 'What changed this week?',
      about: 41,
      prompt: 'What changed in revenue and returns since last week? Name the three products that matter most.',
      mail: mails('noor', 'robin'),
      schedule: weekly('friday', instant(-50, '13:00')),
      summaryEnabled: true,
    },
  ]
}

/** To agencies, advisors and growers. */
function outside({ instant }: Clock): ShopSubscription[] {
  return [
    {
      ...colleague('Ines'),
      title: 'Marketing overview',
      about: 42,
      mail: mails('ines', 'reports@brightagency.example'),
      schedule: weekly('monday', instant(-130, '09:00')),
    },
    {
      ...colleague('Ines'),
      title: 'Coupon use',
      about: 309,
      mail: mails('marketing', 'campaigns@brightagency.example'),
      schedule: { interval: 2, byweekday: ['thursday'], start: instant(-110, '09:00') },
    },
    {
      ...colleague('Robin'),
      title: 'Board figures',
      about: 44,
      mail: mails('board', 'robin', 'helen.marsh@marshadvisory.example'),
      schedule: { frequency: 'monthly', byweekday: ['friday'], bysetpos: -1, start: instant(-330, '15:00') },
    },
    {
      ...colleague('Kofi'),
      title: 'Supplier scorecard',
      about: 306,
      mail: mails('buying', 'orders@shizuoka-growers.example'),
      schedule: { frequency: 'monthly', byweekday: ['wednesday'], bysetpos: 1, start: instant(-150, '08:00') },
    },
    {
      ...colleague('Maja'),
      title: 'Quarterly accounts',
      about: 41,
      mail: mails('finance', 'accounts@fenwickpartners.example'),
      schedule: { frequency: 'monthly', interval: 3, byweekday: workdays, bysetpos: -1, start: instant(-270, '16:30') },
    },
  ]
}

/** What somebody should look at. */
function troubled({ instant }: Clock): ShopSubscription[] {
  const daily = (days: number, time: string) => ({ frequency: 'daily', start: instant(days, time) })
  return [
    {
      ...colleague('Tomas'),
      title: 'Checkout errors',
      about: 302,
      slack: 'C05TEA5PAID|#checkout',
      schedule: daily(-45, '07:15'),
      lastOutcome: 'last fails',
    },
    {
      ...colleague('Noor'),
      title: 'Page speed after the relaunch',
      about: 308,
      mail: mails('noor', 'web-team'),
      schedule: daily(-40, '06:45'),
      next: instant(-2, '06:45'),
    },
    {
      ...colleague('Ines'),
      title: 'Autumn harvest sales',
      about: 41,
      mail: mails('marketing', 'robin'),
      schedule: { ...daily(-38, '08:45'), until: instant(6, '12:00') },
    },
    {
      owner: null,
      title: 'Wholesale orders',
      about: 307,
      mail: mails('sales', 'daniel.roth@mailhaus.example'),
      schedule: weekly('thursday', instant(-390, '11:00')),
    },
    {
      ...colleague('Kofi'),
      title: 'Warehouse digest',
      about: 306,
      mail: mails('warehouse'),
      schedule: weekly('tuesday', instant(-260, '06:00')),
      enabled: false,
      stoppedAt: instant(-24, '12:00'),
    },
    {
      ...colleague('Ines'),
      title: 'Spring sale',
      about: 309,
      mail: mails('marketing'),
      schedule: { ...daily(-200, '08:00'), until: instant(-150, '12:00') },
    },
    {
      ...colleague('Ines'),
      title: 'Summer sale',
      about: 309,
      mail: mails('marketing'),
      deleted: true,
      stoppedAt: instant(-60, '10:00'),
    },
  ]
}

/** What Leaf & Kettle sends: to colleagues, to others, and a few that need a look. */
export function shopSubscriptions(clock: Clock): SubscriptionFacts[] {
  const all = [...reports(clock), ...outside(clock), ...troubled(clock)]
  return all.map((one, order) => completeSubscription(clock, { ...one, id: firstId + order }))
}
