import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { paths } from '#lib/paths.ts'
import { cellAt } from './columns.ts'

/** As many as the URL of the recordings page takes. */
export const maxRecordings = 200

/** IDs that can stand between commas in a URL. */
const safeId = /^[\w.:-]{1,100}$/

/** Distinct session IDs of a column in row order, at most `limit`. */
export function sessionIds(rows: SqlAnswer['rows'], column: number, order: Uint32Array | null, limit: number): string[] {
  const ids = new Set<string>()
  for (let position = 0; position < rows.length && ids.size < limit; position += 1) {
    const cell = cellAt(rows, order?.[position] ?? position, column)
    if (typeof cell === 'string' && safeId.test(cell)) ids.add(cell)
  }
  return [...ids]
}

export function recordingsPath(projectId: string, ids: readonly string[]): string {
  return paths.recordings(projectId, { session_ids: ids.join(',') })
}
