import { emptyCounter, withMoved, movedBack, sumOf, type Counter, withOne } from '#lib/slidingCount.ts'
import type { Repaired } from '#lib/stored.ts'
import * as v from 'valibot'
import {
  limitsOf,
  maxPauseMs,
  type LimitWindow,
  limitWindows,
  type Plan,
  plans,
  type RateClass,
  rateClasses,
  windowSpans,
} from './rateClass.ts'

/** A job that waits, as other tabs see it. `until` in milliseconds since 1970. */
const Waiting = v.object({
  name: v.string(),
  rateClass: v.picklist(rateClasses),
  label: v.string(),
  until: v.number(),
  why: v.string(),
})
export type Waiting = v.InferOutput<typeof Waiting>

const Count = v.pipe(
  v.number(),
  v.check((count) => Number.isInteger(count) && count >= 0),
)
const Counts = v.pipe(
  v.array(Count),
  v.transform((counts): readonly number[] => counts),
)
const Counter = v.optional(v.object({ newest: Count, counts: Counts }))
const Use = v.optional(v.object({ minute: Counter, hour: Counter, day: Counter }))
const Uses = v.object({ recordings: Use, clickhouse: Use, general: Use, query: Use, ai: Use })
const Stop = v.optional(v.number())
const Stops = v.object({ recordings: Stop, clickhouse: Stop, general: Stop, query: Stop, ai: Stop })

/** That a refusal showed a limit, when, and the plan it named. */
const ReportedLimits = v.object({ plan: v.nullable(v.picklist(plans)), at: v.number() })
export type ReportedLimits = v.InferOutput<typeof ReportedLimits>

const KeyUsage = v.object({ uses: Uses, stops: Stops, told: v.nullable(ReportedLimits) })
type KeyUsage = v.InferOutput<typeof KeyUsage>

const TabUsage = v.object({
  version: v.literal(1),
  /** When it was last written. */
  seen: v.number(),
  /** By the name of the key, which is a connection's ID: see keyNames.ts. */
  keys: v.record(v.string(), KeyUsage),
  waiting: v.array(Waiting),
})

/**
 * What one tab requested, by key and class. Instants in milliseconds since 1970 by this computer's clock. The usage of a key is
 * the sum over all tabs. Contains no key.
 */
export type TabUsage = v.InferOutput<typeof TabUsage>

export const emptyTabUsage: TabUsage = { version: 1, seen: 0, keys: {}, waiting: [] }
const emptyKeyUsage: KeyUsage = { uses: {}, stops: {}, told: null }

/** A damaged value is dropped: the server's refusals show what is then missing. */
export function repairTabUsage(saved: unknown): Repaired<TabUsage> {
  const read = v.safeParse(TabUsage, saved)
  return read.success
    ? { value: read.output, problem: null }
    : { value: emptyTabUsage, problem: 'The stored request counts were damaged and have been reset.' }
}

/** How long a reported limit is remembered. */
const reportedForMs = 30 * 86_400_000

/** Differences up to this are not a change of the clock. */
const clockSlackMs = 2000

function mapCounters(uses: KeyUsage['uses'], change: (counter: Counter, per: LimitWindow) => Counter): KeyUsage['uses'] {
  const changed: KeyUsage['uses'] = {}
  for (const rateClass of rateClasses) {
    const use = uses[rateClass]
    if (!use) continue
    const saved: Partial<Record<LimitWindow, Counter>> = {}
    for (const per of limitWindows) {
      const counter = use[per] && change(use[per], per)
      if (counter && counter.counts.length > 0) saved[per] = counter
    }
    if (Object.keys(saved).length > 0) changed[rateClass] = saved
  }
  return changed
}

function mapPauses(stops: KeyUsage['stops'], change: (until: number) => number | null): KeyUsage['stops'] {
  const changed: KeyUsage['stops'] = {}
  for (const rateClass of rateClasses) {
    const until = stops[rateClass] === undefined ? null : change(stops[rateClass])
    if (until !== null) changed[rateClass] = until
  }
  return changed
}

/**
 * If the clock was set back, counts and pauses would last until it gets there again: moves them back with it, as if no time had
 * passed.
 */
export function adjustedToClock(part: TabUsage, now: number): TabUsage {
  const ahead = part.seen - now
  if (ahead <= clockSlackMs) return part
  const keys = Object.entries(part.keys).map(([name, { uses, stops, told }]): [string, KeyUsage] => [
    name,
    {
      uses: mapCounters(uses, (counter, per) => movedBack(counter, windowSpans[per], ahead)),
      stops: mapPauses(stops, (until) => until - ahead),
      told: told && { ...told, at: told.at - ahead },
    },
  ])
  return { ...part, seen: now, keys: Object.fromEntries(keys) }
}

/** Without what no longer matters at `now`. */
function pruned(part: TabUsage, now: number): TabUsage {
  const keys = Object.entries(part.keys).map(([name, { uses, stops, told }]): [string, KeyUsage] => [
    name,
    {
      uses: mapCounters(uses, (counter, per) => sumOf([counter], windowSpans[per], now)),
      stops: mapPauses(stops, (until) => (until > now ? until : null)),
      told: told && now - told.at < reportedForMs ? told : null,
    },
  ])
  const saved = keys.filter(([, { uses, stops, told }]) => told || Object.keys(uses).length > 0 || Object.keys(stops).length > 0)
  return { ...part, seen: now, keys: Object.fromEntries(saved) }
}

export function isPast(part: TabUsage, now: number): boolean {
  const { keys } = pruned(adjustedToClock(part, now), now)
  return Object.keys(keys).length === 0
}

function withKeyUsage(part: TabUsage, name: string, now: number, renew: (use: KeyUsage) => KeyUsage): TabUsage {
  const saved = pruned(adjustedToClock(part, now), now)
  return { ...saved, keys: { ...saved.keys, [name]: renew(saved.keys[name] ?? emptyKeyUsage) } }
}

/** The same in every plan. */
function windowsOf(rateClass: RateClass): LimitWindow[] {
  return limitsOf(rateClass, 'free').map(({ window }) => window)
}

function withCounters(
  part: TabUsage,
  name: string,
  rateClass: RateClass,
  now: number,
  count: (counter: Counter, per: LimitWindow) => Counter,
): TabUsage {
  return withKeyUsage(part, name, now, (use) => {
    const tallies = use.uses[rateClass] ?? {}
    const counts = windowsOf(rateClass).map((per) => [per, count(tallies[per] ?? emptyCounter, per)])
    return { ...use, uses: { ...use.uses, [rateClass]: Object.fromEntries(counts) } }
  })
}

export function withCall(part: TabUsage, name: string, rateClass: RateClass, now: number): TabUsage {
  return withCounters(part, name, rateClass, now, (counter, per) => withOne(counter, windowSpans[per], now))
}

/**
 * Counts the request of `then` as of `now`, when its response arrived: the server counted it somewhere in between, and this is
 * the latest.
 */
export function withResponse(part: TabUsage, name: string, rateClass: RateClass, then: number, now: number): TabUsage {
  return withCounters(part, name, rateClass, now, (counter, per) => withMoved(counter, windowSpans[per], then, now))
}

/** Records that the server refuses this class until then, and the plan it named. */
export function withRefusal(
  part: TabUsage,
  name: string,
  rateClass: RateClass,
  { until, plan, now }: { until: number; plan: Plan | null; now: number },
): TabUsage {
  const atMost = Math.min(until, now + maxPauseMs(rateClass))
  return withKeyUsage(part, name, now, (use) => ({
    ...use,
    stops: { ...use.stops, [rateClass]: Math.max(atMost, use.stops[rateClass] ?? 0) },
    told: { plan: plan ?? use.told?.plan ?? null, at: now },
  }))
}

export function withWaiting(part: TabUsage, waiting: Waiting[], now: number): TabUsage {
  return { ...pruned(adjustedToClock(part, now), now), waiting }
}

/** Moves the usage of one key to another name; drops it if `to` is null. */
export function withKeyRenamed(part: TabUsage, from: string, to: string | null): TabUsage {
  const { [from]: use, ...keys } = part.keys
  if (use === undefined) return part
  return { ...part, keys: to === null ? keys : { ...keys, [to]: mergedKeyUsage(keys[to] ?? emptyKeyUsage, use, part.seen) } }
}

function mergedKeyUsage(one: KeyUsage, other: KeyUsage, now: number): KeyUsage {
  const uses: KeyUsage['uses'] = {}
  const stops: KeyUsage['stops'] = {}
  for (const rateClass of rateClasses) {
    const sum = (per: LimitWindow) =>
      sumOf([one.uses[rateClass]?.[per] ?? emptyCounter, other.uses[rateClass]?.[per] ?? emptyCounter], windowSpans[per], now)
    uses[rateClass] = Object.fromEntries(windowsOf(rateClass).map((per) => [per, sum(per)]))
    const until = Math.max(one.stops[rateClass] ?? 0, other.stops[rateClass] ?? 0)
    if (until > now) stops[rateClass] = until
  }
  return { uses, stops, told: latestReport([one.told, other.told]) }
}

/** The newest report, with the last plan that any of them named. */
export function latestReport(all: readonly (ReportedLimits | null | undefined)[]): ReportedLimits | null {
  const sorted = all.filter((told) => told !== null && told !== undefined).toSorted((one, other) => other.at - one.at)
  const [newest] = sorted
  return newest ? { ...newest, plan: sorted.find(({ plan }) => plan !== null)?.plan ?? null } : null
}

/** Adds the usage of a tab that is gone. What it waited for is dropped. */
export function merged(mine: TabUsage, other: TabUsage, now: number): TabUsage {
  const keys = { ...adjustedToClock(mine, now).keys }
  for (const [name, use] of Object.entries(adjustedToClock(other, now).keys))
    keys[name] = mergedKeyUsage(keys[name] ?? emptyKeyUsage, use, now)
  return pruned({ ...mine, keys }, now)
}
