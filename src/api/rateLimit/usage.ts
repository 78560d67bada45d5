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

/** Something that waits in the background, as other tabs are told of it. `until` in milliseconds since 1970. */
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

/** That the host limits this key at all, as a refusal told, when, and which plan it named. */
const ReportedLimits = v.object({ plan: v.nullable(v.picklist(plans)), at: v.number() })
export type ReportedLimits = v.InferOutput<typeof ReportedLimits>

const KeyUsage = v.object({ uses: Uses, stops: Stops, told: v.nullable(ReportedLimits) })
type KeyUsage = v.InferOutput<typeof KeyUsage>

const TabUsage = v.object({
  version: v.literal(1),
  /** When it was written last. */
  seen: v.number(),
  /** By the name of the key, which is a connection's id: see budgetNames.ts. */
  keys: v.record(v.string(), KeyUsage),
  waiting: v.array(Waiting),
})

/**
 * What one tab asked, by key and class, and what it was told. All instants in milliseconds since 1970, by this computer's clock.
 * What all tabs asked is the sum of their parts. Holds no key.
 */
export type TabUsage = v.InferOutput<typeof TabUsage>

export const emptyTabUsage: TabUsage = { version: 1, seen: 0, keys: {}, waiting: [] }
const emptyKeyUsage: KeyUsage = { uses: {}, stops: {}, told: null }

/** A damaged part is dropped: what is counted too little then, the server's refusal tells. */
export function repairTabUsage(kept: unknown): Repaired<TabUsage> {
  const read = v.safeParse(TabUsage, kept)
  return read.success
    ? { value: read.output, problem: null }
    : { value: emptyTabUsage, problem: 'The count of requests kept in this browser was damaged and had to be dropped.' }
}

/** How long a host's word about its limits is remembered. */
const reportedForMs = 30 * 86_400_000

/** Between two tabs, and two readings of a clock, this much is no change of the clock. */
const clockSlackMs = 2000

function mapCounters(uses: KeyUsage['uses'], change: (counter: Counter, per: LimitWindow) => Counter): KeyUsage['uses'] {
  const changed: KeyUsage['uses'] = {}
  for (const rateClass of rateClasses) {
    const use = uses[rateClass]
    if (!use) continue
    const kept: Partial<Record<LimitWindow, Counter>> = {}
    for (const per of limitWindows) {
      const counter = use[per] && change(use[per], per)
      if (counter && counter.counts.length > 0) kept[per] = counter
    }
    if (Object.keys(kept).length > 0) changed[rateClass] = kept
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
 * The part by a clock that says `now`. A clock that was set back would keep what is counted and what is stopped until it gets
 * there again: then all is moved back with it, as if no time had passed.
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

/** The part without what no longer matters at `now`. */
function pruned(part: TabUsage, now: number): TabUsage {
  const keys = Object.entries(part.keys).map(([name, { uses, stops, told }]): [string, KeyUsage] => [
    name,
    {
      uses: mapCounters(uses, (counter, per) => sumOf([counter], windowSpans[per], now)),
      stops: mapPauses(stops, (until) => (until > now ? until : null)),
      told: told && now - told.at < reportedForMs ? told : null,
    },
  ])
  const kept = keys.filter(([, { uses, stops, told }]) => told || Object.keys(uses).length > 0 || Object.keys(stops).length > 0)
  return { ...part, seen: now, keys: Object.fromEntries(kept) }
}

/** Whether nothing of it matters any more at `now`. */
export function isPast(part: TabUsage, now: number): boolean {
  const { keys } = pruned(adjustedToClock(part, now), now)
  return Object.keys(keys).length === 0
}

function withKeyUsage(part: TabUsage, name: string, now: number, renew: (use: KeyUsage) => KeyUsage): TabUsage {
  const kept = pruned(adjustedToClock(part, now), now)
  return { ...kept, keys: { ...kept.keys, [name]: renew(kept.keys[name] ?? emptyKeyUsage) } }
}

/** The windows that a class is counted in; they are the same in every plan. */
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

/** With one more request, at `now`. */
export function withCall(part: TabUsage, name: string, rateClass: RateClass, now: number): TabUsage {
  return withCounters(part, name, rateClass, now, (counter, per) => withOne(counter, windowSpans[per], now))
}

/**
 * With the request of `then` counted as of `now`, when its answer came: the server counted it somewhere in between, and from
 * its answer on it is counted for long enough wherever that was.
 */
export function withResponse(part: TabUsage, name: string, rateClass: RateClass, then: number, now: number): TabUsage {
  return withCounters(part, name, rateClass, now, (counter, per) => withMoved(counter, windowSpans[per], then, now))
}

/** With the word that the server refuses this class until then, and the plan that it named. */
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

/** With what waits in this tab. */
export function withWaiting(part: TabUsage, waiting: Waiting[], now: number): TabUsage {
  return { ...pruned(adjustedToClock(part, now), now), waiting }
}

/** With all that stood under one name under another; under none where `to` is null. */
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

/** The newest of several words, with the last plan that any of them named. */
export function latestReport(all: readonly (ReportedLimits | null | undefined)[]): ReportedLimits | null {
  const sorted = all.filter((told) => told !== null && told !== undefined).toSorted((one, other) => other.at - one.at)
  const [newest] = sorted
  return newest ? { ...newest, plan: sorted.find(({ plan }) => plan !== null)?.plan ?? null } : null
}

/** A tab's part with that of a tab that is gone. What the other waited for, it waits for no more. */
export function merged(mine: TabUsage, other: TabUsage, now: number): TabUsage {
  const keys = { ...adjustedToClock(mine, now).keys }
  for (const [name, use] of Object.entries(adjustedToClock(other, now).keys))
    keys[name] = mergedKeyUsage(keys[name] ?? emptyKeyUsage, use, now)
  return pruned({ ...mine, keys }, now)
}
