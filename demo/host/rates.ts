import { throttled } from './answers.ts'
import type { Edition, RatePlan } from './options.ts'

/** Which limits a call counts against (posthog-api.md#e3-rate-limits). */
export type RateClass = 'general' | 'clickhouse' | 'list' | 'snapshots' | 'query' | 'ai' | 'token'

type Limit = { requests: number; seconds: number; period: string }

const perMinute = (requests: number): Limit => ({ requests, seconds: 60, period: 'minute' })
const perHour = (requests: number): Limit => ({ requests, seconds: 3600, period: 'hour' })
const perDay = (requests: number): Limit => ({ requests, seconds: 86_400, period: 'day' })

const limits: Record<Exclude<RateClass, 'list'>, readonly Limit[]> = {
  general: [perMinute(480), perHour(4800)],
  clickhouse: [perMinute(240), perHour(1200)],
  snapshots: [perMinute(120), perHour(600)],
  query: [perHour(120)],
  ai: [perMinute(10), perDay(100)],
  token: [perMinute(600)],
}
/** What newest servers limit by plan, and what they call it. */
const tierNames: Partial<Record<RateClass, string>> = { list: 'list', snapshots: 'snapshot' }
const tierLimits: Record<Exclude<RatePlan, 'off'>, readonly Limit[]> = {
  free: [perMinute(12), perHour(60)],
  paid: [perMinute(60), perHour(300)],
  enterprise: [perMinute(100), perHour(400)],
}

/** Under which limits a class really counts: only newest servers limit lists apart from the database. */
export function bucketOf(rateClass: RateClass, edition: Edition): RateClass {
  return rateClass === 'list' && edition !== 'newest' ? 'clickhouse' : rateClass
}

export type RateCheck = { key: string; rateClass: RateClass; plan: RatePlan; edition: Edition }

export type Rates = {
  /** Counts a request, or answers with the 429 that refuses it. Refused ones do not count. */
  refuse(question: RateCheck): Response | null
}

/** Sliding windows per key, as the real server keeps them. Nothing is limited where the plan is off. */
export function createRates(now: () => number): Rates {
  const seen = new Map<string, number[]>()

  function recent(name: string, { seconds }: Limit): number[] {
    const from = now() - seconds * 1000
    const times = seen.get(name) ?? []
    seen.set(name, times)
    while ((times[0] ?? Number.POSITIVE_INFINITY) <= from) times.shift()
    return times
  }

  return {
    refuse({ key, rateClass, plan, edition }) {
      if (plan === 'off') return null
      const tier = edition === 'newest' ? tierNames[rateClass] : undefined
      const bucket = bucketOf(rateClass, edition)
      const windowsOf = (name: RateClass, applying: readonly Limit[], ofTier: string | undefined) =>
        applying.map((limit) => ({ limit, ofTier, times: recent(`${key} ${name} ${limit.period}`, limit) }))
      // Lists and snapshots have limits by plan, each its own, and count with the database too.
      const windows =
        tier === undefined
          ? windowsOf(bucket, limits[bucket === 'list' ? 'clickhouse' : bucket], undefined)
          : [...windowsOf(bucket, tierLimits[plan], tier), ...windowsOf('clickhouse', limits.clickhouse, undefined)]
      const waits = windows
        .filter(({ limit, times }) => times.length >= limit.requests)
        .map(({ limit, ofTier, times }) => ({
          limit,
          ofTier,
          seconds: Math.ceil(((times[0] ?? 0) + limit.seconds * 1000 - now()) / 1000),
        }))
      const longest = waits.toSorted((one, other) => other.seconds - one.seconds)[0]
      if (longest === undefined) {
        for (const { times } of windows) times.push(now())
        return null
      }
      const { limit, ofTier, seconds } = longest
      const wait = `Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`
      const max = `${limit.requests} per ${limit.period}`
      const text =
        ofTier === undefined
          ? `Request was throttled. ${wait}`
          : `Rate limit exceeded. Recording ${ofTier} requests are limited to ${max} on the ${plan} plan. ${wait}`
      return throttled(text, edition === 'newest' ? { 'Retry-After': String(seconds) } : {})
    },
  }
}
