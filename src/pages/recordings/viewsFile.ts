import { SavedView } from '#api/settings.ts'
import * as z from '#lib/zod.ts'

const ViewsFile = z.object({ kind: z.literal('replay-desk-views'), views: z.array(z.unknown()) })

/** Views as a file's text. */
export function writeViews(views: readonly SavedView[]): string {
  return JSON.stringify({ kind: 'replay-desk-views', views }, null, 2)
}

/** Views out of a file's text: those that can be read, or a sentence where there are none. Never throws. */
export function readViews(text: string): { views: SavedView[] } | { problem: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { problem: 'This file is no JSON. Choose one that was exported here.' }
  }
  const read = ViewsFile.safeParse(json)
  if (!read.success) return { problem: 'This file holds no views of Replay Desk. Choose one that was exported here.' }
  const views = read.data.views.flatMap((view) => SavedView.safeParse(view).data ?? [])
  return views.length > 0 ? { views } : { problem: 'None of the views in this file could be read.' }
}
