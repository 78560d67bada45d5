import type { Span } from '#lib/slidingCount.ts'

/** Limits that a key has apart from each other (posthog-api.md#e3-rate-limits). */
export const rateClasses = ['recordings', 'clickhouse', 'general', 'query', 'ai'] as const
export type RateClass = (typeof rateClasses)[number]

/** The plans that newest servers name in their refusals; they limit lists and snapshots. */
export const plans = ['free', 'paid', 'enterprise'] as const
export type Plan = (typeof plans)[number]

export const limitWindows = ['minute', 'hour', 'day'] as const
export type LimitWindow = (typeof limitWindows)[number]

export type Limit = { max: number; window: LimitWindow }

/** Which paths below the project belong to which class; the first that fits. Anything else is `general`. */
const rules: readonly (readonly [method: string | null, path: RegExp, rateClass: RateClass])[] = [
  ['GET', /^\/query\/draft_sql\/?$/, 'ai'],
  ['POST', /^\/query\/?$/, 'query'],
  ['GET', /^\/session_recordings\/?$/, 'recordings'],
  ['GET', /^\/session_recordings\/[^/]+\/snapshots\/?$/, 'recordings'],
  ['GET', /^\/session_recordings\/[^/]+\/?$/, 'clickhouse'],
  [null, /^\/(persons|query|sessions|insights|session_recording_playlists)(\/|$)/, 'clickhouse'],
]

/** The class of a request, by its path below the project, such as "/session_recordings/". Account requests are `general`. */
export function rateClassOf(method: string, path: string): RateClass {
  return rules.find(([asked, pattern]) => (asked === null || asked === method) && pattern.test(path))?.[2] ?? 'general'
}

/** In pieces small enough to lose little time to whole buckets, and few enough to be kept. */
export const windowSpans: Record<LimitWindow, Span> = {
  minute: { ms: 60_000, bucketMs: 4000 },
  hour: { ms: 3_600_000, bucketMs: 60_000 },
  day: { ms: 86_400_000, bucketMs: 1_800_000 },
}

const recordingLimits: Record<Plan, readonly Limit[]> = {
  free: [
    { max: 12, window: 'minute' },
    { max: 60, window: 'hour' },
  ],
  paid: [
    { max: 60, window: 'minute' },
    { max: 300, window: 'hour' },
  ],
  enterprise: [
    { max: 100, window: 'minute' },
    { max: 400, window: 'hour' },
  ],
}

const otherLimits: Record<Exclude<RateClass, 'recordings'>, readonly Limit[]> = {
  clickhouse: [
    { max: 240, window: 'minute' },
    { max: 1200, window: 'hour' },
  ],
  general: [
    { max: 480, window: 'minute' },
    { max: 4800, window: 'hour' },
  ],
  query: [{ max: 120, window: 'hour' }],
  ai: [
    { max: 10, window: 'minute' },
    { max: 100, window: 'day' },
  ],
}

/** What a key may ask for in a class, the shorter window first. */
export function limitsOf(rateClass: RateClass, plan: Plan): readonly Limit[] {
  return rateClass === 'recordings' ? recordingLimits[plan] : otherLimits[rateClass]
}

/** How much of a limit background work leaves to the person: a fifth. */
export function reserveOf({ max }: Limit): number {
  return Math.ceil(max / 5)
}

/** The longest that a class can be stopped for, in milliseconds: whatever claims to be longer is a fault. */
export function maxPauseMs(rateClass: RateClass): number {
  return Math.max(...limitsOf(rateClass, 'free').map(({ window }) => windowSpans[window].ms))
}
