import { rowsPerQuery } from '#api/sql/runSql.ts'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { counted, formatNumber } from '#lib/format.ts'

/** The server’s default without a LIMIT (posthog-api.md#h2-run-a-query). */
export const defaultRowLimit = 100

/** Whether rows may be missing because of the limit; null if not. */
export function limitMessage({ rows, hasMore, limit }: SqlAnswer): string | null {
  const isFull = rows.length > 0 && rows.length >= (limit ?? defaultRowLimit)
  if (hasMore === false || (hasMore === null && !isFull)) return null
  const max = formatNumber(rowsPerQuery)
  if (rows.length >= rowsPerQuery) return `First ${max} rows, the server’s maximum. Narrow the query with WHERE.`
  return hasMore
    ? `First ${counted(rows.length, 'row')}; there are more. Use LIMIT to get up to ${max}.`
    : `There may be more rows; this server doesn’t report it. Use LIMIT to get up to ${max}.`
}
