import { queryOptions } from '@tanstack/react-query'
import * as z from '#lib/zod.ts'
import { type Address, request } from './http.ts'
import { answer, Flag, Text } from './schema.ts'

/** A property that every session has or may have (section G.1). `propertyType` is DateTime, Numeric, String, Boolean or Duration. */
export const SessionProperty = answer({
  name: z.string().check(z.minLength(1)),
  isNumerical: Flag,
  propertyType: Text,
})
export type SessionProperty = z.infer<typeof SessionProperty>

/** Values of one property, most frequent first, at most 20 (section G.2). `refreshing`: the server is still counting. */
export type SessionPropertyValues = { values: string[]; refreshing: boolean }

function listOf(json: unknown): unknown[] | null {
  if (Array.isArray(json)) return json
  const read = z.object({ results: z.array(z.unknown()) }).safeParse(json)
  return read.success ? read.data.results : null
}

/** Both shapes of the definitions; what cannot be read is left out. */
export const Definitions = z.pipe(
  z.unknown(),
  z.transform((json, context): SessionProperty[] => {
    const list = listOf(json)
    if (list) return list.flatMap((one) => SessionProperty.safeParse(one).data ?? [])
    context.issues.push({ code: 'custom', message: 'no list of properties', input: json })
    return z.NEVER
  }),
)

const Named = z.object({ name: z.union([z.string(), z.number(), z.boolean()]) })

/** Both shapes of the values. */
export const Values = z.pipe(
  z.unknown(),
  z.transform((json, context): SessionPropertyValues => {
    const list = listOf(json)
    if (!list) {
      context.issues.push({ code: 'custom', message: 'no list of values', input: json })
      return z.NEVER
    }
    const values = list.flatMap((one) => {
      const read = Named.safeParse(one)
      return read.success ? [String(read.data.name)] : []
    })
    return { values, refreshing: z.object({ refreshing: z.literal(true) }).safeParse(json).success }
  }),
)

/** How to ask for session properties: both shapes of both answers (section G). Needs query:read. Fail with ApiError. */
export const sessionPropertyQueries = {
  /** Definitions whose name has every word of `search`; all of them where it is empty. */
  definitions: (at: Address, search = '') =>
    queryOptions({
      queryKey: [at.id, at.projectId, 'session properties', search],
      queryFn: ({ signal }) =>
        request(at, '/sessions/property_definitions/', Definitions, {
          signal,
          query: { search: search === '' ? undefined : search },
        }),
    }),
  /** Values of `key` that contain `search`, whatever its case; all of the most frequent where it is empty. */
  values: (at: Address, key: string, search: string) =>
    queryOptions({
      queryKey: [at.id, at.projectId, 'session property values', key, search],
      queryFn: ({ signal }) =>
        request(at, '/sessions/values/', Values, { signal, query: { key, value: search === '' ? undefined : search } }),
    }),
}
