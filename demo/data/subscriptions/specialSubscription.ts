import { colleagues, type Colleague } from '../colleagues.ts'
import { choose, mix, part } from '../mix.ts'
import { day, minute } from '../timeline.ts'
import type { Schedule } from './schedule.ts'
import type { SubscriptionFacts } from './subscriptionFacts.ts'
import { teaTopic } from './topics.ts'

/** A moment by days from the host's day, in UTC: `moment(-3, '09:00')` is nine o'clock three days ago. */
export type Clock = { anchor: number; instant: (days: number, time: string) => number }

export function clockAt(anchor: number): Clock {
  const midnight = Math.floor(anchor / day) * day
  return { anchor, instant: (days, time) => midnight + days * day + Date.parse(`1970-01-01T${time}Z`) }
}

/** The fields in which a special subscription differs from an ordinary one. */
export type SpecialSubscription = Partial<Omit<SubscriptionFacts, 'id' | 'schedule' | 'topic' | 'target'>> & {
  id: number
  title: string | null
  schedule?: Partial<Schedule>
  /** The number of an insight or a dashboard. */
  about?: number
  mail?: string
  slack?: string
  /** Any target that is not email; used on newest servers too unless those have their own. */
  target?: SubscriptionFacts['target']
}

const usual = [303, 304, 305, 306, 307, 308, 309, 310] as const

function ownerOf(id: number): Colleague {
  return choose(colleagues, part(3, id, 1))
}

function targetOf({ mail, slack, target, id }: SpecialSubscription): SubscriptionFacts['target'] {
  if (target !== undefined) return target
  if (slack !== undefined) return { type: 'slack', value: slack }
  return { type: 'email', value: mail ?? `reports+${id}@leafandkettle.example` }
}

/** Fills in the defaults: weekly, for months, at an hour derived from the id. */
export function completeSubscription({ anchor, instant }: Clock, subscription: SpecialSubscription): SubscriptionFacts {
  const { about, mail: _mail, slack: _slack, target: _target, schedule, ...special } = subscription
  const hour = String(6 + (mix(3, subscription.id, 2) % 11)).padStart(2, '0')
  const start = schedule?.start ?? instant(-50 - (mix(3, subscription.id, 3) % 420), `${hour}:15`)
  const target = targetOf(subscription)
  return {
    createdAt: Math.min(start, anchor) - (20 + (mix(3, subscription.id, 4) % 600)) * minute,
    owner: ownerOf(subscription.id),
    topic: teaTopic(about ?? choose(usual, part(3, subscription.id, 5))),
    prompt: null,
    target,
    targetOnNewest: target,
    integrationId: target.type === 'slack' ? 71 : null,
    zone: null,
    next: 'computed',
    enabled: true,
    deleted: false,
    stoppedAt: null,
    lastOutcome: 'all arrive',
    summaryEnabled: false,
    overrides: {},
    ...special,
    schedule: {
      frequency: 'weekly',
      interval: 1,
      byweekday: null,
      bysetpos: null,
      count: null,
      until: null,
      ...schedule,
      start,
    },
  }
}
