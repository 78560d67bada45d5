export const editions = ['documented', 'old', 'mid', 'newest'] as const
export type Edition = (typeof editions)[number]

export const ratePlans = ['off', 'free', 'paid', 'enterprise'] as const
export type RatePlan = (typeof ratePlans)[number]

export type SubscriptionSupport = 'paid' | 'unpaid' | 'none'

export type DemoOptions = {
  edition: Edition
  /** Added to every answer of the API. */
  latencyMs: number
  ratePlan: RatePlan
  /** Recordings of Leaf & Kettle and of the edge cases each; the app has a tenth of it. */
  count: number
  seed: number
  /** Subscriptions in the lists of the edge cases; the app has a tenth of it. */
  countSubscriptions: number
  subscriptions: SubscriptionSupport
  /** Whether `bulk_delete` takes personal API keys: newest servers refused them, later ones may not. */
  bulkDeleteKeys: boolean
  /** How long after its request the recordings of a person are erased. */
  erasureMs: number
  /** Whether `query/draft_sql` takes keys in every project; by default in Leaf & Kettle, and everywhere on the documented edition. */
  draftSql: boolean
  /** Whether the organization lets anything be public. */
  publicSharing: boolean
  /** How long the recording "Answers slowly" takes, and the slow block of "Slow block". */
  slowRecordingMs: number
  /** How long a recordings list takes for `demoKeys.slow`. */
  slowListMs: number
  /** As in the spring of 2026: deliveries below environments only, while subscriptions are below projects. */
  deliveriesBelowEnvironments: boolean
  /** How many requests the journal holds: a scan of a whole project and more. */
  journalLength: number
  /** The origin on this machine to which hostile recordings lead, so that a journey can listen there. */
  beacon: string
  /** The clock. */
  now: () => number
  /** All recordings started before this time; null for when the host is created, or with the real clock for when the process began. */
  anchor: number | null
}

export const defaultOptions: DemoOptions = {
  edition: 'newest',
  latencyMs: 0,
  ratePlan: 'off',
  count: 2400,
  seed: 20_260_901,
  countSubscriptions: 140,
  subscriptions: 'paid',
  bulkDeleteKeys: false,
  erasureMs: 5000,
  draftSql: false,
  publicSharing: true,
  deliveriesBelowEnvironments: false,
  slowRecordingMs: 8000,
  slowListMs: 10_000,
  journalLength: 20_000,
  beacon: 'http://127.0.0.1:4179',
  now: Date.now,
  anchor: null,
}

function oneOf<Value extends string>(flag: string, allowed: readonly Value[], text: string): Value {
  const value = allowed.find((one) => one === text)
  if (value === undefined) throw new Error(`${flag} takes one of ${allowed.join(', ')}, not "${text}".`)
  return value
}

function wholeNumber(flag: string, max: number, text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= max)) throw new Error(`${flag} takes a whole number from 0 to ${max}, not "${text}".`)
  return value
}

type Reader = (text: string) => Partial<DemoOptions>

const valueFlags: Record<string, Reader> = {
  '--edition': (text) => ({ edition: oneOf('--edition', editions, text) }),
  '--latency-ms': (text) => ({ latencyMs: wholeNumber('--latency-ms', 600_000, text) }),
  '--rate-plan': (text) => ({ ratePlan: oneOf('--rate-plan', ratePlans, text) }),
  '--count': (text) => ({ count: wholeNumber('--count', 10_000_000, text) }),
  '--count-subscriptions': (text) => ({ countSubscriptions: wholeNumber('--count-subscriptions', 100_000, text) }),
  '--seed': (text) => ({ seed: wholeNumber('--seed', 0xff_ff_ff_ff, text) }),
}

const switches: Record<string, Partial<DemoOptions>> = {
  '--bulk-delete-keys': { bulkDeleteKeys: true },
  '--draft-sql': { draftSql: true },
  '--no-public-sharing': { publicSharing: false },
  '--no-subscriptions-plan': { subscriptions: 'unpaid' },
  '--no-subscriptions': { subscriptions: 'none' },
}

/** Reads one flag and removes its value from `args`. */
function readFlag(flag: string, args: string[]): Partial<DemoOptions> {
  const turned = Object.hasOwn(switches, flag) ? switches[flag] : undefined
  if (turned !== undefined) return turned
  const read = Object.hasOwn(valueFlags, flag) ? valueFlags[flag] : undefined
  if (read === undefined) {
    const known = [...Object.keys(valueFlags), ...Object.keys(switches)].join(', ')
    throw new Error(`The demo host does not know "${flag}"; it knows ${known}.`)
  }
  const text = args.shift()
  if (text === undefined) throw new Error(`${flag} needs a value.`)
  return read(text)
}

/** Reads `--flag value` and `--flag=value`. Throws an Error whose message is one sentence for the person who typed it. */
export function parseDemoOptions(argv: readonly string[]): DemoOptions {
  const changes: Partial<DemoOptions>[] = []
  const args = argv.flatMap((word) => {
    const equals = word.startsWith('--') ? word.indexOf('=') : -1
    return equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)]
  })
  for (let flag = args.shift(); flag !== undefined; flag = args.shift()) changes.push(readFlag(flag, args))
  return Object.assign({ ...defaultOptions }, ...changes)
}
