import * as v from 'valibot'
import { isRecord } from '#lib/isRecord.ts'

/** How recordings that may be public are found, the cheapest way first (posthog-api.md#n2-find-shared-recordings). */
export const strategies = ['kept recordings', 'shared collection', 'replay events', 'recordings list'] as const
export type Strategy = (typeof strategies)[number]

export const Instant = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text))),
)

/** Where a way of finding goes on. What `offset` and `edge` mean is the way's own matter. */
const Cursor = v.object({
  strategy: v.picklist(strategies),
  offset: v.number(),
  edge: v.nullable(Instant),
  /** How many rows it has passed. */
  passed: v.number(),
  /** The list only: whether it walks by offset because the server rounds instants. */
  isByOffset: v.boolean(),
  /** The collection only: how many it holds; null where nobody knows. */
  count: v.fallback(v.nullable(v.number()), null),
})
export type Cursor = v.InferOutput<typeof Cursor>

/** Every recording seen is in exactly one of the others, or still to be asked for. */
const ScanCounts = v.object({
  seen: v.number(),
  shared: v.number(),
  notShared: v.number(),
  gone: v.number(),
  failed: v.number(),
})
export type ScanCounts = v.InferOutput<typeof ScanCounts>

/** How many answers came, of whatever kind. */
export function checkedCount({ shared, notShared, gone, failed }: ScanCounts): number {
  return shared + notShared + gone + failed
}

/** How many are still to be asked for. */
export function remainingCount(counts: ScanCounts): number {
  return counts.seen - checkedCount(counts)
}

/** Which recordings are wanted: those that began in this time. A null end stands for everything until now. */
const Range = v.object({ from: Instant, to: v.nullable(Instant) })
export type Range = v.InferOutput<typeof Range>

/** What the tab at work is at; read by other tabs, and after an interruption. */
const ScanStatus = v.union([
  v.object({ kind: v.literal('working') }),
  v.object({ kind: v.literal('waiting'), until: v.number(), for: v.picklist(['server', 'budget']), why: v.string() }),
  v.object({ kind: v.literal('paused'), why: v.nullable(v.string()) }),
])
export type ScanStatus = v.InferOutput<typeof ScanStatus>

/**
 * One scan of a project for public recordings: what was wanted, how far it is, and what it can be held to. Instants are ISO in
 * UTC, by this computer's clock. `number` counts a project's scans, since clocks can be set back. Holds no key and no token.
 */
const ScanFields = v.object({
  id: v.string(),
  number: v.number(),
  connectionId: v.string(),
  host: v.string(),
  projectId: v.string(),
  projectName: v.nullable(v.string()),
  /** Whose keys it asked with, in their order; it may have gone on with another one after a pause. */
  owners: v.array(v.nullable(v.string())),
  range: Range,
  isThorough: v.boolean(),
  startedAt: Instant,
  finishedAt: v.nullable(Instant),
  end: v.nullable(v.picklist(['complete', 'cancelled'])),
  /** The way that was taken; null before one is found. */
  strategy: v.nullable(v.picklist(strategies)),
  /** Cheaper ways that the server or the key did not allow, and why. */
  refused: v.array(v.object({ strategy: v.picklist(strategies), why: v.string(), scope: v.nullable(v.string()) })),
  /** Where finding goes on; null before it begins and when all are found. */
  cursor: v.nullable(Cursor),
  isAllFound: v.boolean(),
  counts: ScanCounts,
  /** Rows that named no recording, so that nothing could be asked about them. */
  unreadable: v.number(),
  /** How many recordings PostHog’s collection counted and did not list. */
  unlisted: v.fallback(v.number(), 0),
  /** The scan that this one is compared with, and how many of its rows could not be read back then. */
  comparedWith: v.nullable(v.object({ number: v.number(), startedAt: Instant, unreadable: v.fallback(v.number(), 0) })),
  /** The latest start of a recording seen: one in the future tells of a wrong clock. */
  latestStart: v.nullable(Instant),
  /** Why persons and durations are not known, where the list refused to tell. */
  detailsProblem: v.nullable(v.string()),
  status: ScanStatus,
  /** Grows when rows that changed are worth to be read again: at the latest with a pause and at the end. */
  revision: v.number(),
})
export type Scan = v.InferOutput<typeof ScanFields>

const formerNames = { way: 'strategy', place: 'cursor', tally: 'counts', standing: 'status' }

/** Scans that an earlier version wrote have other names for some fields, also inside of others. */
function withCurrentNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCurrentNames)
  if (!isRecord(value)) return value
  const names = new Map(Object.entries(formerNames))
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [names.get(name) ?? name, withCurrentNames(field)]))
}

export const Scan = v.pipe(v.unknown(), v.transform(withCurrentNames), ScanFields)

/** What a scan needs to be made. */
export type ScanRequest = { range: Range; isThorough: boolean }
