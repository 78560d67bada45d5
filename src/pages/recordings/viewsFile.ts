import { SavedView } from '#storage/settings.ts'
import { readAs } from '#lib/readAs.ts'
import * as v from 'valibot'

const ViewsFile = v.object({ kind: v.literal('replay-desk-views'), views: v.array(v.unknown()) })

export function writeViews(views: readonly SavedView[]): string {
  return JSON.stringify({ kind: 'replay-desk-views', views }, null, 2)
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
  const views = read.output.views.flatMap((view) => readAs(SavedView, view) ?? [])
  return views.length > 0 ? { views } : { problem: 'The views in this file can’t be read.' }
}
