import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { addressPart } from '#lib/addressPart.ts'
import { cellAt } from './columns.ts'

/** The screen of recordings takes so many ids by its address. */
export const maxRecordings = 200

/** Ids that can stand in an address between commas. */
const safeId = /^[\w.:-]{1,100}$/

/** The sessions of one column, each once, in the order of the rows. Looks no further than `most` ids. */
export function sessionIds(rows: SqlAnswer['rows'], column: number, order: Uint32Array | null, limit: number): string[] {
  const ids = new Set<string>()
  for (let position = 0; position < rows.length && ids.size < limit; position += 1) {
    const cell = cellAt(rows, order?.[position] ?? position, column)
    if (typeof cell === 'string' && safeId.test(cell)) ids.add(cell)
  }
  return [...ids]
}

/** Where the table of these recordings is. */
export function recordingsPath(projectId: string, ids: readonly string[]): string {
  return `/project/${addressPart(projectId)}/recordings?${new URLSearchParams({ session_ids: ids.join(',') }).toString()}`
}
