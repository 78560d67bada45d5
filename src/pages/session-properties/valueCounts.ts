import { queryOptions } from '@tanstack/react-query'
import { runSql } from '#api/sql/runSql.ts'
import type { SessionProperty } from '#api/sessionProperties/sessionProperties.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { isBoolean, propertySql } from './propertySql.ts'

const maxCounted = 100

export type ValueCounts = { byValue: ReadonlyMap<string, number>; most: number }

/** SQL and the list of values name truth differently: true or 1. */
function keyOf(property: SessionProperty, value: unknown): string {
  const text = String(value)
  if (!isBoolean(property)) return text
  return text === '1' || text.toLowerCase() === 'true' ? '1' : '0'
}

export function readCounts(property: SessionProperty, rows: readonly unknown[]): ValueCounts {
  const pairs = rows.flatMap((row): [string, number][] => {
    const [value, count] = Array.isArray(row) ? row : []
    return value === null || value === undefined || typeof count !== 'number' ? [] : [[keyOf(property, value), count]]
  })
  return { byValue: new Map(pairs), most: Math.max(1, ...pairs.map(([, count]) => count)) }
}

export function countOf({ byValue }: ValueCounts, property: SessionProperty, value: string): number | null {
  return byValue.get(keyOf(property, value)) ?? null
}

/** Sessions of the last 30 days by value, for the most frequent values. */
export function valueCountsQuery(connection: ApiConnection, property: SessionProperty) {
  return queryOptions({
    queryKey: [connection.id, connection.projectId, 'session property counts', property.name],
    queryFn: async ({ signal }) => {
      const { rows } = await runSql(connection, { query: propertySql(property), values: {} }, maxCounted, { signal })
      return readCounts(property, rows)
    },
    retry: false,
  })
}
