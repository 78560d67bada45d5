import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { addressPart } from '#lib/addressPart.ts'
import { cellAt } from './columns.ts'

/** The screen of recordings takes so many ids by its address. */
export const mostRecordings = 200

/** Ids that can stand in an address between commas. */
const plain = /^[\w.:-]{1,100}$/

/** The sessions of one column, each once, in the order of the rows. Looks no further than `most` ids. */
export function sessionIds(rows: SqlAnswer['rows'], column: number, order: Uint32Array | null, most: number): string[] {
  const ids = new Set<string>()
  for (let place = 0; place < rows.length && ids.size < most; place += 1) {
    const cell = cellAt(rows, order?.[place] ?? place, column)
    if (typeof cell === 'string' && plain.test(cell)) ids.add(cell)
  }
  return [...ids]
}

/** Where the table of these recordings is. */
export function recordingsPath(projectId: string, ids: readonly string[]): string {
  return `/project/${addressPart(projectId)}/recordings?${new URLSearchParams({ session_ids: ids.join(',') }).toString()}`
}
