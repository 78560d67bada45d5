import { SavedView } from '#storage/settings.ts'
import { readAs } from '#lib/readAs.ts'
import * as v from 'valibot'
import { recordingsSearch } from './recordingsSearch.ts'
import { savedSearch } from './views.ts'

const ViewsFile = v.object({ kind: v.literal('replay-desk-views'), views: v.array(v.unknown()) })

export function writeViews(views: readonly SavedView[]): string {
  return JSON.stringify({ kind: 'replay-desk-views', views }, null, 2)
}

/** More than anyone can choose from, and each can hold 20,000 letters. */
const maxViews = 500

/** Only what a view saves: a file can't open a recording, or say anything that this app doesn't read. */
function asSaved({ name, search }: SavedView): SavedView {
  const read = recordingsSearch.read(new URLSearchParams(search))
  return { name, search: savedSearch(read, read.columns === '' ? [] : read.columns.split(',')) }
}

/** Returns the readable views, or a message if there are none. Never throws. */
export function readViews(text: string): { views: SavedView[] } | { problem: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { problem: 'This file isn’t JSON. Choose a file exported from Replay Desk.' }
  }
  const read = v.safeParse(ViewsFile, json)
  if (!read.success) return { problem: 'This file has no saved views. Choose a file exported from Replay Desk.' }
  const views = read.output.views.slice(0, maxViews).flatMap((view) => readAs(SavedView, view) ?? [])
  return views.length > 0 ? { views: views.map(asSaved) } : { problem: 'The views in this file can’t be read.' }
}
