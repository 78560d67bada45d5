import * as v from 'valibot'
import { request, type RequestOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** The most that a server gives in one answer (posthog-api.md#n6-sql-for-large-projects). */
export const rowsPerQuery = 50_000

/** Rows are not looked into here: there may be 50,000 of them, and every reader takes them a few at a time. */
const Answer = v.object({ results: v.array(v.unknown()), hasMore: v.optional(v.fallback(v.boolean(), false)) })

/** A text of SQL with its placeholders `{name}` and their values; nothing is ever put into the text itself. */
export type Sql = { query: string; values: Record<string, unknown> }

/** Rows as they came. `isLast` is the server's word, or what their number says where it does not speak. */
export type SqlRows = { rows: readonly unknown[]; isLast: boolean }

/**
 * Asks by SQL (posthog-api.md#h2-run-a-query). Never a kept answer of the server. `most` is the limit that stands in the text.
 * Needs query:read. Throws ApiError.
 */
export async function runSql(connection: ApiConnection, sql: Sql, limit: number, options: RequestOptions = {}): Promise<SqlRows> {
  const body = { query: { kind: 'HogQLQuery', ...sql }, refresh: 'force_blocking' }
  const { results, hasMore } = await request(connection, '/query/', Answer, {
    timeoutMs: 180_000,
    ...options,
    method: 'POST',
    body,
  })
  return { rows: results, isLast: results.length === 0 || !(hasMore ?? results.length >= limit) }
}

/** A cell as text; null where it holds none. */
export function textCell(cell: unknown): string | null {
  return typeof cell === 'string' && cell !== '' ? cell : null
}

const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i

/** A cell as an ISO instant in UTC, which is also meant where no zone is named; null where it is no instant. */
export function instantCell(cell: unknown): string | null {
  if (typeof cell !== 'string') return null
  const when = new Date(hasZone.test(cell) ? cell : `${cell.replace(' ', 'T')}Z`)
  return Number.isNaN(when.getTime()) ? null : when.toISOString()
}
