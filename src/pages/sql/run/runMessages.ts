import { rowsPerQuery } from '#api/sql/runSql.ts'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { counted, formatNumber } from '#lib/format.ts'

/** The server’s default without a LIMIT (posthog-api.md#h2-run-a-query). */
export const defaultRowLimit = 100

/** "0.4 s", "12.3 s", "2 min 5 s" of milliseconds. */
export function secondsText(ms: number): string {
  const seconds = ms / 1000
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
}

/** Whether rows may be missing because of the limit; null if not. */
export function limitMessage({ rows, hasMore, limit }: SqlAnswer): string | null {
  const isFull = rows.length > 0 && rows.length >= (limit ?? defaultRowLimit)
  if (hasMore === false || (hasMore === null && !isFull)) return null
  const max = formatNumber(rowsPerQuery)
  if (rows.length >= rowsPerQuery) return `The first ${max} rows, the most that a server gives: narrow it down by WHERE.`
  return hasMore
    ? `The first ${counted(rows.length, 'row')}: there are more. LIMIT takes up to ${max}.`
    : `There may be more: this server does not say. LIMIT takes up to ${max}.`
}
