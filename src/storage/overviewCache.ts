import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import { stored } from '#lib/stored.ts'

type ProjectRef = { id: string; host: string; projectId: string }

/** What a card of the overview showed last: counts and names, but nothing of persons. `at` in milliseconds since 1970. */
const Entry = v.object({
  connectionId: v.string(),
  host: v.string(),
  projectId: v.string(),
  card: v.string(),
  at: v.number(),
  data: v.unknown(),
})

const Entries = v.pipe(
  v.fallback(v.array(v.unknown()), []),
  v.transform((all) => all.flatMap((one) => readAs(Entry, one) ?? [])),
)

/** Enough for the cards of a dozen projects. */
const maxEntries = 60

/** In local storage, so that the first render of the overview has its data. */
const entries = stored<v.InferOutput<typeof Entries>>({
  name: 'replay-desk-overview',
  area: () => localStorage,
  empty: [],
  repair: (input) => ({ value: v.parse(Entries, input), problem: null }),
})

/** Undefined if there is none, or if `schema` doesn't fit what an earlier version stored. */
export function readOverview<T>(
  { id, host, projectId }: ProjectRef,
  card: string,
  schema: v.GenericSchema<unknown, T>,
): { at: number; data: T } | undefined {
  const entry = entries
    .get()
    .find((one) => one.connectionId === id && one.host === host && one.projectId === projectId && one.card === card)
  const data = entry && readAs(schema, entry.data)
  return entry && data !== undefined && data !== null ? { at: entry.at, data } : undefined
}

export function saveOverview({ id, host, projectId }: ProjectRef, card: string, data: unknown) {
  entries.set((all) => {
    const others = all.filter((one) => one.connectionId !== id || one.projectId !== projectId || one.card !== card)
    return [...others, { connectionId: id, host, projectId, card, at: Date.now(), data }].slice(-maxEntries)
  })
}

export function dropOverviewsOf(connectionId: string) {
  entries.set((all) => all.filter((one) => one.connectionId !== connectionId))
}
