import type { Span } from '#lib/slidingCount.ts'

/** Limits that a key has apart from each other (posthog-api.md#e3-rate-limits). */
export const rateClasses = ['recordings', 'clickhouse', 'general', 'query', 'ai'] as const
export type RateClass = (typeof rateClasses)[number]

/** The plans that newest servers name in their refusals; they limit lists and snapshots. */
export const plans = ['free', 'paid', 'enterprise'] as const
export type Plan = (typeof plans)[number]

export const limitWindows = ['minute', 'hour', 'day'] as const
export type LimitWindow = (typeof limitWindows)[number]

export type Limit = { most: number; per: LimitWindow }

/** Which paths below the project belong to which class; the first that fits. Anything else is `general`. */
const table: readonly (readonly [method: string | null, path: RegExp, rateClass: RateClass])[] = [
  ['GET', /^\/query\/draft_sql\/?$/, 'ai'],
  ['POST', /^\/query\/?$/, 'query'],
  ['GET', /^\/session_recordings\/?$/, 'recordings'],
  ['GET', /^\/session_recordings\/[^/]+\/snapshots\/?$/, 'recordings'],
  ['GET', /^\/session_recordings\/[^/]+\/?$/, 'clickhouse'],
  [null, /^\/(persons|query|sessions|insights|session_recording_playlists)(\/|$)/, 'clickhouse'],
]

/** The class of a request, by its path below the project, such as "/session_recordings/". Account requests are `general`. */
export function rateClassOf(method: string, path: string): RateClass {
  return table.find(([asked, pattern]) => (asked === null || asked === method) && pattern.test(path))?.[2] ?? 'general'
}

/** In pieces small enough to lose little time to whole buckets, and few enough to be kept. */
export const spans: Record<LimitWindow, Span> = {
  minute: { ms: 60_000, bucketMs: 4000 },
  hour: { ms: 3_600_000, bucketMs: 60_000 },
  day: { ms: 86_400_000, bucketMs: 1_800_000 },
}

const ofRecordings: Record<Plan, readonly Limit[]> = {
  free: [
    { most: 12, per: 'minute' },
    { most: 60, per: 'hour' },
  ],
  paid: [
    { most: 60, per: 'minute' },
    { most: 300, per: 'hour' },
  ],
  enterprise: [
    { most: 100, per: 'minute' },
    { most: 400, per: 'hour' },
  ],
}

const ofOthers: Record<Exclude<RateClass, 'recordings'>, readonly Limit[]> = {
  clickhouse: [
    { most: 240, per: 'minute' },
    { most: 1200, per: 'hour' },
  ],
  general: [
    { most: 480, per: 'minute' },
    { most: 4800, per: 'hour' },
  ],
  query: [{ most: 120, per: 'hour' }],
  ai: [
    { most: 10, per: 'minute' },
    { most: 100, per: 'day' },
  ],
}

/** What a key may ask for in a class, the shorter window first. */
export function limitsOf(rateClass: RateClass, plan: Plan): readonly Limit[] {
  return rateClass === 'recordings' ? ofRecordings[plan] : ofOthers[rateClass]
}

/** How much of a limit background work leaves to the person: a fifth. */
export function reserveOf({ most }: Limit): number {
  return Math.ceil(most / 5)
}

/** The longest that a class can be stopped for, in milliseconds: whatever claims to be longer is a fault. */
export function longestStop(rateClass: RateClass): number {
  return Math.max(...limitsOf(rateClass, 'free').map(({ per }) => spans[per].ms))
}
