import * as v from 'valibot'
import { request, type RequestOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** The most rows that a server returns (posthog-api.md#n6-sql-for-large-projects). */
export const rowsPerQuery = 50_000

/** Rows are not parsed here: there may be 50,000, and readers take a few at a time. */
const Answer = v.object({ results: v.array(v.unknown()), hasMore: v.optional(v.fallback(v.boolean(), false)) })

/** SQL with placeholders `{name}` and their values; nothing is ever inserted into the text. */
export type Sql = { query: string; values: Record<string, unknown> }

/** `isLast` is what the server says, or derived from the number of rows if it says nothing. */
export type SqlRows = { rows: readonly unknown[]; isLast: boolean }

/**
 * Runs SQL (posthog-api.md#h2-run-a-query) without cached answers. `limit` is the limit in the text. Needs query:read. Throws
 * ApiError.
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

/** Null if the cell has no text. */
export function textCell(cell: unknown): string | null {
  return typeof cell === 'string' && cell !== '' ? cell : null
}

/** 0 if the cell has no number. */
export function numberCell(cell: unknown): number {
  const value = typeof cell === 'string' ? Number(cell) : cell
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

/** "TypeError" of '["TypeError","Error"]', because servers send lists as JSON; any other text is itself. */
export function firstOfList(cell: string): string {
  const first = /^\["((?:[^"\\]|\\.)*)"/.exec(cell)?.[1]
  return first?.replaceAll(/\\(["\\/])/g, '$1') ?? (cell === '[]' ? '' : cell)
}

/** "2026-09-17 12:00:00Z": ClickHouse would read an instant without a zone in the project's zone. */
export function sqlInstant(iso: string): string {
  return new Date(iso)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')
}

const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i

/** A cell as an ISO instant in UTC, which is also assumed if no zone is given; null if it is not an instant. */
export function instantCell(cell: unknown): string | null {
  if (typeof cell !== 'string') return null
  const when = new Date(hasZone.test(cell) ? cell : `${cell.replace(' ', 'T')}Z`)
  return Number.isNaN(when.getTime()) ? null : when.toISOString()
}
