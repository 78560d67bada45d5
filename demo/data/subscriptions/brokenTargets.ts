import type { Clock, SpecialSubscription } from './specialSubscription.ts'

const fiveHundred = Array.from({ length: 500 }, (_, number) => `branch${number + 1}@leafandkettle.example`).join(',')

/** Recipients that are missing, malformed, doubled, many, or outside the company. */
function mails({ instant }: Clock): SpecialSubscription[] {
  return [
    { id: 3201, title: 'No recipients', mail: '', lastOutcome: 'last is skipped' },
    { id: 3202, title: 'Blanks and commas for recipients', mail: ' , ,,', lastOutcome: 'last is skipped' },
    {
      id: 3203,
      title: 'Malformed addresses',
      mail: 'noor@leafandkettle,tomas@@leafandkettle.example,ines leafandkettle.example,@nobody.example,maja@leafandkettle.example',
      lastOutcome: 'last arrives partly',
    },
    {
      id: 3204,
      title: 'Recipients with blanks and repeats',
      mail: ' noor@leafandkettle.example, ,NOOR@leafandkettle.example,noor@leafandkettle.example,, tomas@leafandkettle.example ',
    },
    {
      id: 3205,
      title: 'Recipients with names',
      mail: 'Noor Haddad <noor@leafandkettle.example>,"Berg, Ines" <ines@leafandkettle.example>,<kofi@leafandkettle.example>',
    },
    { id: 3206, title: 'Five hundred recipients', mail: fiveHundred },
    { id: 3207, title: 'Sent to an agency', about: 42, mail: 'ines@leafandkettle.example,reports@brightagency.example' },
    { id: 3208, title: 'Sent to a private mailbox', mail: 'kofi.at.home@posteo.example' },
    {
      id: 3209,
      title: 'Sent to a domain that looks like ours',
      mail: 'board@leafandkettle.example.evil.example,board@leafandkett1e.example',
      schedule: { frequency: 'monthly', byweekday: ['friday'], bysetpos: -1, start: instant(-90, '15:00') },
    },
  ]
}

/** Channels that are cut off, unknown or no channel at all. */
function channels({ instant }: Clock): SpecialSubscription[] {
  const leftAt = instant(-12, '09:00')
  return [
    {
      id: 3221,
      title: 'Slack without integration',
      slack: 'C0TEA0221|#checkout',
      integrationId: null,
      lastOutcome: 'last fails',
    },
    {
      id: 3222,
      title: 'Slack without integration, paused by the server',
      slack: 'C0TEA0222|#warehouse',
      integrationId: null,
      enabled: false,
      stoppedAt: leftAt,
      lastOutcome: 'last fails',
    },
    { id: 3223, title: 'Slack channel without a name', slack: 'C0TEA0223' },
    {
      id: 3224,
      title: 'Old webhook',
      target: { type: 'webhook', value: 'https://hooks.leafandkettle.example/old?token=s3cret' },
      lastOutcome: 'last fails',
    },
    {
      id: 3225,
      title: 'Old webhook, paused by the server',
      target: { type: 'webhook', value: 'http://10.0.0.7/posthog' },
      enabled: false,
      stoppedAt: leftAt,
      lastOutcome: 'last fails',
    },
    {
      id: 3226,
      title: 'Teams',
      target: { type: 'webhook', value: 'https://hooks.leafandkettle.example/teams' },
      targetOnNewest: {
        type: 'teams',
        value: 'https://leafandkettle.webhook.office.example/webhookb2/0198e000@tenant/IncomingWebhook/secret',
      },
    },
    { id: 3227, title: 'Webhook that is no address', target: { type: 'webhook', value: 'javascript:alert(document.domain)' } },
    {
      id: 3228,
      title: 'By carrier pigeon',
      target: { type: 'carrier_pigeon', value: 'loft 7, grey one' },
      lastOutcome: 'last fails',
    },
  ]
}

/** Pairs that send the same to the same at the same time. */
function doubles({ instant }: Clock): SpecialSubscription[] {
  const monday = { byweekday: ['monday'], start: instant(-100, '09:00') }
  const daily = { frequency: 'daily', start: instant(-45, '07:30') }
  const board = 'robin@leafandkettle.example,maja@leafandkettle.example'
  return [
    { id: 3241, title: 'Monday figures', about: 44, mail: board, schedule: monday },
    { id: 3242, title: 'Monday figures (copy)', about: 44, mail: board, schedule: monday },
    { id: 3243, title: 'Morning errors', about: 302, slack: 'C0TEA0302|#shop-errors', schedule: daily },
    { id: 3244, title: null, about: 302, slack: 'C0TEA0302|#shop-errors', schedule: daily },
    {
      id: 3245,
      title: 'Monday figures, other order and letters',
      about: 44,
      mail: 'Maja@LeafAndKettle.example, robin@leafandkettle.example',
      schedule: monday,
    },
  ]
}

export function brokenTargets(clock: Clock): SpecialSubscription[] {
  return [...mails(clock), ...channels(clock), ...doubles(clock)]
}
