import { queryOptions } from '@tanstack/react-query'
import { readAs } from '#lib/readAs.ts'
import * as v from 'valibot'
import { request } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { responseObject, Flag, schemaFrom, Text } from '#api/http/schema.ts'

/**
 * A property of sessions (posthog-api.md#g1-property-definitions). `propertyType` is DateTime, Numeric, String, Boolean or
 * Duration.
 */
export const SessionProperty = responseObject({
  name: v.pipe(v.string(), v.minLength(1)),
  isNumerical: Flag,
  propertyType: Text,
})
export type SessionProperty = v.InferOutput<typeof SessionProperty>

/**
 * Values of one property, most frequent first, at most 20 (posthog-api.md#g2-property-values). `refreshing`: the server is still
 * counting.
 */
export type SessionPropertyValues = { values: string[]; refreshing: boolean }

function listOf(json: unknown): unknown[] | null {
  if (Array.isArray(json)) return json
  const read = v.safeParse(v.object({ results: v.array(v.unknown()) }), json)
  return read.success ? read.output.results : null
}

/** Reads both shapes of the response; drops what is unreadable. */
export const Definitions = schemaFrom((json): SessionProperty[] | string => {
  const list = listOf(json)
  if (list) return list.flatMap((one) => readAs(SessionProperty, one) ?? [])
  return 'not a list of properties'
})

const Named = v.object({ name: v.union([v.string(), v.number(), v.boolean()]) })

/** Reads both shapes of the response. */
export const Values = schemaFrom((json): SessionPropertyValues | string => {
  const list = listOf(json)
  if (!list) {
    return 'not a list of values'
  }
  const values = list.flatMap((one) => {
    const read = v.safeParse(Named, one)
    return read.success ? [String(read.output.name)] : []
  })
  return { values, refreshing: v.safeParse(v.object({ refreshing: v.literal(true) }), json).success }
})

/** Properties of sessions (posthog-api.md#g-session-properties). Need query:read. Fail with ApiError. */
export const sessionPropertyQueries = {
  /** Definitions whose name has every word of `search`; all if it is empty. */
  definitions: (connection: ApiConnection, search = '') =>
    queryOptions({
      queryKey: [connection.id, connection.projectId, 'session properties', search],
      queryFn: ({ signal }) =>
        request(connection, '/sessions/property_definitions/', Definitions, {
          signal,
          query: { search: search === '' ? undefined : search },
        }),
    }),
  /** Values that contain `search` in any case; the most frequent ones if it is empty. */
  values: (connection: ApiConnection, key: string, search: string) =>
    queryOptions({
      queryKey: [connection.id, connection.projectId, 'session property values', key, search],
      queryFn: ({ signal }) =>
        request(connection, '/sessions/values/', Values, { signal, query: { key, value: search === '' ? undefined : search } }),
    }),
}
