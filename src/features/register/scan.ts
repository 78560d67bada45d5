import * as z from '#lib/zod.ts'

/** How recordings that may be public are found, the cheapest way first (posthog-api.md, section N). */
export const ways = ['kept recordings', 'shared collection', 'replay events', 'recordings list'] as const
export type Way = (typeof ways)[number]

export const Instant = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))))

/** Where a way of finding goes on. What `offset` and `edge` mean is the way's own matter. */
const Place = z.object({
  way: z.literal(ways),
  offset: z.number(),
  edge: z.nullable(Instant),
  /** How many rows it has passed. */
  passed: z.number(),
  /** The list only: whether it walks by offset because the server rounds instants. */
  isByOffset: z.boolean(),
  /** The collection only: how many it holds; null where nobody knows. */
  count: z.catch(z.nullable(z.number()), null),
})
export type Place = z.infer<typeof Place>

/** Every recording seen is in exactly one of the others, or still to be asked for. */
const Tally = z.object({
  seen: z.number(),
  shared: z.number(),
  notShared: z.number(),
  gone: z.number(),
  failed: z.number(),
})
export type Tally = z.infer<typeof Tally>

/** How many answers came, of whatever kind. */
export function askedOf({ shared, notShared, gone, failed }: Tally): number {
  return shared + notShared + gone + failed
}

/** How many are still to be asked for. */
export function leftOf(tally: Tally): number {
  return tally.seen - askedOf(tally)
}

/** Which recordings are wanted: those that began in this time. A null end stands for everything until now. */
const Range = z.object({ from: Instant, to: z.nullable(Instant) })
export type Range = z.infer<typeof Range>

/** What the tab at work is at; read by other tabs, and after an interruption. */
const Standing = z.union([
  z.object({ kind: z.literal('working') }),
  z.object({ kind: z.literal('waiting'), until: z.number(), for: z.literal(['server', 'budget']), why: z.string() }),
  z.object({ kind: z.literal('paused'), why: z.nullable(z.string()) }),
])
export type Standing = z.infer<typeof Standing>

/**
 * One scan of a project for public recordings: what was wanted, how far it is, and what it can be held to. Instants are ISO in
 * UTC, by this computer's clock. `number` counts a project's scans, since clocks can be set back. Holds no key and no token.
 */
export const Scan = z.object({
  id: z.string(),
  number: z.number(),
  connectionId: z.string(),
  host: z.string(),
  projectId: z.string(),
  projectName: z.nullable(z.string()),
  /** Whose keys it asked with, in their order; it may have gone on with another one after a pause. */
  owners: z.array(z.nullable(z.string())),
  range: Range,
  isThorough: z.boolean(),
  startedAt: Instant,
  finishedAt: z.nullable(Instant),
  end: z.nullable(z.literal(['complete', 'cancelled'])),
  /** The way that was taken; null before one is found. */
  way: z.nullable(z.literal(ways)),
  /** Cheaper ways that the server or the key did not allow, and why. */
  refused: z.array(z.object({ way: z.literal(ways), why: z.string(), scope: z.nullable(z.string()) })),
  /** Where finding goes on; null before it begins and when all are found. */
  place: z.nullable(Place),
  isAllFound: z.boolean(),
  tally: Tally,
  /** Rows that named no recording, so that nothing could be asked about them. */
  unreadable: z.number(),
  /** How many recordings PostHog’s collection counted and did not list. */
  unlisted: z.catch(z.number(), 0),
  /** The scan that this one is compared with, and how many of its rows could not be read back then. */
  comparedWith: z.nullable(z.object({ number: z.number(), startedAt: Instant, unreadable: z.catch(z.number(), 0) })),
  /** The latest start of a recording seen: one in the future tells of a wrong clock. */
  latestStart: z.nullable(Instant),
  /** Why persons and durations are not known, where the list refused to tell. */
  detailsProblem: z.nullable(z.string()),
  standing: Standing,
  /** Grows when rows that changed are worth to be read again: at the latest with a pause and at the end. */
  revision: z.number(),
})
export type Scan = z.infer<typeof Scan>

/** What a scan needs to be made. */
export type ScanWish = { range: Range; isThorough: boolean }
