import { stored } from '#lib/stored.ts'
import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import { shortHash } from '#lib/textHash.ts'

/** More IDs don't fit in a URL that every server and chat accepts, so longer lists are stored here. */
const maxIdsInUrl = 200

/** The oldest list is dropped first. */
const maxLists = 5

const Lists = v.array(v.object({ name: v.string(), ids: v.array(v.string()) }))

const lists = stored({
  name: 'replay-desk-id-lists',
  area: () => localStorage,
  empty: [],
  repair: (current) => ({ value: readAs(Lists, current) ?? [], problem: null }),
})

/** The distinct IDs in a pasted text, in order. Any character other than letters, digits, "-", "_", "." and ":" separates IDs. */
export function splitIds(text: string): string[] {
  return [...new Set(text.split(/[^\w.:-]+/).filter((id) => id !== ''))]
}

/** A hash, so that the same IDs always get the same name. */
function nameOf(ids: readonly string[]): string {
  return `list-${ids.length}-${shortHash(ids.join())}`
}

/** The value for the URL: the IDs, or the name of a list that it stores in this browser. */
export function writeIds(ids: readonly string[]): string {
  if (ids.length <= maxIdsInUrl) return ids.join(',')
  const name = nameOf(ids)
  lists.set((current) => [...current.filter((list) => list.name !== name), { name, ids: [...ids] }].slice(-maxLists))
  return name
}

/** The IDs of a value from the URL; null if it names a list that this browser doesn't have. */
export function readIds(text: string): string[] | null {
  if (!text.startsWith('list-')) return splitIds(text)
  return lists.get().find((list) => list.name === text)?.ids ?? null
}
