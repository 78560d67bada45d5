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
  rateClass: v.pipe(
    v.picklist([...rateClasses, 'recordings']),
    v.transform((name) => (name === 'recordings' ? 'lists' : name)),
  ),
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

/** Earlier versions counted lists and snapshots as one class; its count stands for each until it is past. */
function withoutFormerClass<T>({
  recordings,
  ...classes
}: Partial<Record<RateClass | 'recordings', T>>): Partial<Record<RateClass, T>> {
  return recordings === undefined ? classes : { lists: recordings, snapshots: recordings, ...classes }
}

const Uses = v.pipe(
  v.object({ recordings: Use, lists: Use, snapshots: Use, clickhouse: Use, general: Use, query: Use, ai: Use }),
  v.transform((uses) => withoutFormerClass(uses)),
)
const Stop = v.optional(v.number())
const Stops = v.pipe(
  v.object({ recordings: Stop, lists: Stop, snapshots: Stop, clickhouse: Stop, general: Stop, query: Stop, ai: Stop }),
  v.transform((stops) => withoutFormerClass(stops)),
)

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

function mapCounters(uses: KeyUsage['uses'], change: (counter: Counter, window: LimitWindow) => Counter): KeyUsage['uses'] {
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
export function adjustedToClock(usage: TabUsage, now: number): TabUsage {
  const ahead = usage.seen - now
  if (ahead <= clockSlackMs) return usage
  const keys = Object.entries(usage.keys).map(([name, { uses, stops, told: report }]): [string, KeyUsage] => [
    name,
    {
      uses: mapCounters(uses, (counter, window) => movedBack(counter, windowSpans[window], ahead)),
      stops: mapPauses(stops, (until) => until - ahead),
      told: report && { ...report, at: report.at - ahead },
    },
  ])
  return { ...usage, seen: now, keys: Object.fromEntries(keys) }
}

/** Without what no longer matters at `now`. */
function pruned(usage: TabUsage, now: number): TabUsage {
  const keys = Object.entries(usage.keys).map(([name, { uses, stops, told: report }]): [string, KeyUsage] => [
    name,
    {
      uses: mapCounters(uses, (counter, window) => sumOf([counter], windowSpans[window], now)),
      stops: mapPauses(stops, (until) => (until > now ? until : null)),
      told: report && now - report.at < reportedForMs ? report : null,
    },
  ])
  const current = keys.filter(
    ([, { uses, stops, told: report }]) => report || Object.keys(uses).length > 0 || Object.keys(stops).length > 0,
  )
  return { ...usage, seen: now, keys: Object.fromEntries(current) }
}

export function isPast(usage: TabUsage, now: number): boolean {
  const { keys } = pruned(adjustedToClock(usage, now), now)
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
  usage: TabUsage,
  name: string,
  rateClass: RateClass,
  now: number,
  count: (counter: Counter, window: LimitWindow) => Counter,
): TabUsage {
  return withKeyUsage(usage, name, now, (use) => {
    const tallies = use.uses[rateClass] ?? {}
    const counts = windowsOf(rateClass).map((window) => [window, count(tallies[window] ?? emptyCounter, window)])
    return { ...use, uses: { ...use.uses, [rateClass]: Object.fromEntries(counts) } }
  })
}

export function withCall(usage: TabUsage, name: string, rateClass: RateClass, now: number): TabUsage {
  return withCounters(usage, name, rateClass, now, (counter, window) => withOne(counter, windowSpans[window], now))
}

/**
 * Counts the request of `then` as of `now`, when its response arrived: the server counted it somewhere in between, and this is
 * the latest.
 */
export function withResponse(usage: TabUsage, name: string, rateClass: RateClass, then: number, now: number): TabUsage {
  return withCounters(usage, name, rateClass, now, (counter, window) => withMoved(counter, windowSpans[window], then, now))
}

/** Records that the server refuses this class until then, and the plan it named. */
export function withRefusal(
  usage: TabUsage,
  name: string,
  rateClass: RateClass,
  { until, plan, now }: { until: number; plan: Plan | null; now: number },
): TabUsage {
  const atMost = Math.min(until, now + maxPauseMs(rateClass))
  return withKeyUsage(usage, name, now, (use) => ({
    ...use,
    stops: { ...use.stops, [rateClass]: Math.max(atMost, use.stops[rateClass] ?? 0) },
    told: { plan: plan ?? use.told?.plan ?? null, at: now },
  }))
}

export function withWaiting(usage: TabUsage, waiting: Waiting[], now: number): TabUsage {
  return { ...pruned(adjustedToClock(usage, now), now), waiting }
}

/** Moves the usage of one key to another name; drops it if `to` is null. */
export function withKeyRenamed(usage: TabUsage, from: string, to: string | null): TabUsage {
  const { [from]: use, ...keys } = usage.keys
  if (use === undefined) return usage
  return { ...usage, keys: to === null ? keys : { ...keys, [to]: mergedKeyUsage(keys[to] ?? emptyKeyUsage, use, usage.seen) } }
}

function mergedKeyUsage(one: KeyUsage, other: KeyUsage, now: number): KeyUsage {
  const uses: KeyUsage['uses'] = {}
  const stops: KeyUsage['stops'] = {}
  for (const rateClass of rateClasses) {
    const sum = (window: LimitWindow) =>
      sumOf(
        [one.uses[rateClass]?.[window] ?? emptyCounter, other.uses[rateClass]?.[window] ?? emptyCounter],
        windowSpans[window],
        now,
      )
    uses[rateClass] = Object.fromEntries(windowsOf(rateClass).map((window) => [window, sum(window)]))
    const until = Math.max(one.stops[rateClass] ?? 0, other.stops[rateClass] ?? 0)
    if (until > now) stops[rateClass] = until
  }
  return { uses, stops, told: latestReport([one.told, other.told]) }
}

/** The newest report, with the last plan that any of them named. */
export function latestReport(all: readonly (ReportedLimits | null | undefined)[]): ReportedLimits | null {
  const sorted = all.filter((one) => one !== null && one !== undefined).toSorted((one, other) => other.at - one.at)
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
