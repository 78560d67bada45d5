import { stored } from '#lib/stored.ts'
import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'

/** More than this many ids do not fit into an address that every server and chat takes; they are kept here instead. */
const maxIdsInUrl = 200

/** Lists kept at the same time; the oldest goes first. */
const maxLists = 5

const Lists = v.array(v.object({ name: v.string(), ids: v.array(v.string()) }))

const lists = stored({
  name: 'replay-desk-id-lists',
  area: () => localStorage,
  empty: [],
  repair: (current) => ({ value: readAs(Lists, current) ?? [], problem: null }),
})

/** The ids in a pasted text, each once, in their order. Anything but letters, digits, "-", "_", "." and ":" parts them. */
export function splitIds(text: string): string[] {
  return [...new Set(text.split(/[^\w.:-]+/).filter((id) => id !== ''))]
}

/** A short name for a list that is the same for the same ids. */
function nameOf(ids: readonly string[]): string {
  let hash = 0x811c9dc5
  for (const character of ids.join()) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return `list-${ids.length}-${(hash >>> 0).toString(36)}`
}

/** How ids stand in an address: themselves, or the name of a list that is kept in this browser. */
export function writeIds(ids: readonly string[]): string {
  if (ids.length <= maxIdsInUrl) return ids.join(',')
  const name = nameOf(ids)
  lists.set((current) => [...current.filter((list) => list.name !== name), { name, ids: [...ids] }].slice(-maxLists))
  return name
}

/** The ids that an address means; null where it names a list that this browser does not have. */
export function readIds(text: string): string[] | null {
  if (!text.startsWith('list-')) return splitIds(text)
  return lists.get().find((list) => list.name === text)?.ids ?? null
}
