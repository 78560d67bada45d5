import * as v from 'valibot'
import { isRecord } from '#lib/isRecord.ts'

/** Cheapest first (posthog-api.md#n2-find-shared-recordings). */
export const strategies = ['kept recordings', 'shared collection', 'replay events', 'recordings list'] as const
export type Strategy = (typeof strategies)[number]

export const Instant = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text))),
)

/** What `offset` and `edge` mean depends on the strategy. */
const Cursor = v.object({
  strategy: v.picklist(strategies),
  offset: v.number(),
  edge: v.nullable(Instant),
  /** Rows read so far. */
  passed: v.number(),
  /** List only: pages by offset because the server rounds instants. */
  isByOffset: v.boolean(),
  /** Collection only: its size; null if unknown. */
  count: v.fallback(v.nullable(v.number()), null),
})
export type Cursor = v.InferOutput<typeof Cursor>

/** Every recording in `seen` is in exactly one other counter, or not checked yet. */
const ScanCounts = v.object({
  seen: v.number(),
  shared: v.number(),
  notShared: v.number(),
  gone: v.number(),
  failed: v.number(),
})
export type ScanCounts = v.InferOutput<typeof ScanCounts>

export function checkedCount({ shared, notShared, gone, failed }: ScanCounts): number {
  return shared + notShared + gone + failed
}

export function remainingCount(counts: ScanCounts): number {
  return counts.seen - checkedCount(counts)
}

/** Recordings that started in this range. A null end means until now. */
const Range = v.object({ from: Instant, to: v.nullable(Instant) })
export type Range = v.InferOutput<typeof Range>

/** Read by other tabs, and after an interruption. */
const ScanStatus = v.union([
  v.object({ kind: v.literal('working') }),
  v.object({ kind: v.literal('waiting'), until: v.number(), for: v.picklist(['server', 'budget']), why: v.string() }),
  v.object({ kind: v.literal('paused'), why: v.nullable(v.string()) }),
])
export type ScanStatus = v.InferOutput<typeof ScanStatus>

/**
 * Instants are ISO in UTC, by this computer's clock. `number` counts the scans of a project, because clocks can be set back.
 * Contains no API key and no token.
 */
const ScanFields = v.object({
  id: v.string(),
  number: v.number(),
  connectionId: v.string(),
  host: v.string(),
  projectId: v.string(),
  projectName: v.nullable(v.string()),
  /** Owners of the API keys used, in order; the key may change during a pause. */
  owners: v.array(v.nullable(v.string())),
  range: Range,
  isThorough: v.boolean(),
  startedAt: Instant,
  finishedAt: v.nullable(Instant),
  end: v.nullable(v.picklist(['complete', 'cancelled'])),
  /** Null until a strategy worked. */
  strategy: v.nullable(v.picklist(strategies)),
  /** Cheaper strategies that the server or key did not allow. */
  refused: v.array(v.object({ strategy: v.picklist(strategies), why: v.string(), scope: v.nullable(v.string()) })),
  /** Where finding continues; null before it starts and when it is done. */
  cursor: v.nullable(Cursor),
  isAllFound: v.boolean(),
  counts: ScanCounts,
  /** Rows without a recording ID. */
  unreadable: v.number(),
  /** Recordings that PostHog’s collection counts but does not list. */
  unlisted: v.fallback(v.number(), 0),
  /** The previous scan, and how many of its rows were unreadable. */
  comparedWith: v.nullable(v.object({ number: v.number(), startedAt: Instant, unreadable: v.fallback(v.number(), 0) })),
  /** Latest start of a recording; in the future if this computer’s clock is slow. */
  latestStart: v.nullable(Instant),
  /** Why persons and durations are unknown, if the list failed. */
  detailsProblem: v.nullable(v.string()),
  status: ScanStatus,
  /** Grows when changed rows should be read again, at the latest on a pause and at the end. */
  revision: v.number(),
})
export type Scan = v.InferOutput<typeof ScanFields>

const formerNames = { way: 'strategy', place: 'cursor', tally: 'counts', standing: 'status' }

/** An earlier version stored some fields, also nested ones, under other names. */
function withCurrentNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCurrentNames)
  if (!isRecord(value)) return value
  const names = new Map(Object.entries(formerNames))
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [names.get(name) ?? name, withCurrentNames(field)]))
}

export const Scan = v.pipe(v.unknown(), v.transform(withCurrentNames), ScanFields)

export type ScanRequest = { range: Range; isThorough: boolean }
