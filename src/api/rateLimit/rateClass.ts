import type { Span } from '#lib/slidingCount.ts'

/** Classes of requests with limits of their own (posthog-api.md#e3-rate-limits). */
export const rateClasses = ['lists', 'snapshots', 'clickhouse', 'general', 'query', 'ai'] as const
export type RateClass = (typeof rateClasses)[number]

/** Lists and snapshots of recordings have limits by plan, each its own. */
export function isTieredClass(rateClass: RateClass): rateClass is 'lists' | 'snapshots' {
  return rateClass === 'lists' || rateClass === 'snapshots'
}

/** The plans that the newest servers name in refusals; they limit lists and snapshots. */
export const plans = ['free', 'paid', 'enterprise'] as const
export type Plan = (typeof plans)[number]

export const limitWindows = ['minute', 'hour', 'day'] as const
export type LimitWindow = (typeof limitWindows)[number]

export type Limit = { max: number; window: LimitWindow }

/** The first that matches; anything else is `general`. */
const rules: readonly (readonly [method: string | null, path: RegExp, rateClass: RateClass])[] = [
  ['GET', /^\/query\/draft_sql\/?$/, 'ai'],
  ['POST', /^\/query\/?$/, 'query'],
  ['GET', /^\/session_recordings\/?$/, 'lists'],
  ['GET', /^\/session_recordings\/[^/]+\/snapshots\/?$/, 'snapshots'],
  [null, /^\/session_recordings\/[^/]+\/?$/, 'clickhouse'],
  [null, /^\/(persons|query|sessions|insights|session_recording_playlists)(\/|$)/, 'clickhouse'],
]

/** `path` is below the project, such as "/session_recordings/". Requests about the account are `general`. */
export function rateClassOf(method: string, path: string): RateClass {
  return (
    rules.find(([ruleMethod, pattern]) => (ruleMethod === null || ruleMethod === method) && pattern.test(path))?.[2] ?? 'general'
  )
}

/** Buckets small enough to waste little time, and few enough to store. */
export const windowSpans: Record<LimitWindow, Span> = {
  minute: { ms: 60_000, bucketMs: 4000 },
  hour: { ms: 3_600_000, bucketMs: 60_000 },
  day: { ms: 86_400_000, bucketMs: 1_800_000 },
}

const tieredLimits: Record<Plan, readonly Limit[]> = {
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

const otherLimits: Record<Exclude<RateClass, 'lists' | 'snapshots'>, readonly Limit[]> = {
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

/** The shorter window first. */
export function limitsOf(rateClass: RateClass, plan: Plan): readonly Limit[] {
  return isTieredClass(rateClass) ? tieredLimits[plan] : otherLimits[rateClass]
}

/** Background work leaves a fifth to the person. */
export function reserveOf({ max }: Limit): number {
  return Math.ceil(max / 5)
}

/** The longest pause of a class, in milliseconds: a server that says more is wrong. */
export function maxPauseMs(rateClass: RateClass): number {
  return Math.max(...limitsOf(rateClass, 'free').map(({ window }) => windowSpans[window].ms))
}
