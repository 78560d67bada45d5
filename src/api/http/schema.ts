import * as v from 'valibot'
import { camelKeys } from '#lib/camel.ts'
import { describeJson } from '#lib/describeJson.ts'
import type { Rows } from '#lib/slice.ts'

/** An object as PostHog sends it, with its own keys in camelCase. Keys that are not in `shape` are dropped. */
export function responseObject<Shape extends v.ObjectEntries>(shape: Shape) {
  return v.pipe(v.unknown(), v.transform(camelKeys), v.object(shape))
}

/** Null if the server sent nothing. */
export function optionalFrom<T>(read: (value: unknown) => T) {
  return v.optional(v.pipe(v.unknown(), v.transform(read)), null)
}

/** Null if absent or not a text. */
export const Text = v.fallback(v.nullable(v.string()), null)

/** True only if the server sends true. */
export const Flag = v.fallback(v.boolean(), false)

function readNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null
}

/** A number of at least 0, also as text ("1172.675" from old servers); otherwise null, which means unknown. */
export const Amount = optionalFrom(readNumber)

function readWhen(value: unknown): Date | null {
  if (typeof value !== 'string') return null
  const when = new Date(value)
  return Number.isNaN(when.getTime()) ? null : when
}

/** An ISO instant as a Date; null if absent or invalid. */
export const When = optionalFrom(readWhen)

/** Drops anything in the list that is not a text. */
export const TextList = v.pipe(
  v.fallback(v.array(v.unknown()), []),
  v.transform((list) => list.filter((one): one is string => typeof one === 'string')),
)

/** Empty if the server sent none. */
export const Properties = v.fallback(v.record(v.string(), v.unknown()), {})

const List = v.object({
  results: v.array(v.unknown()),
  count: v.fallback(v.nullable(v.number()), null),
  next: v.fallback(v.nullable(v.string()), null),
  has_next: v.optional(v.fallback(v.boolean(), false)),
  next_cursor: v.fallback(v.nullable(v.string()), null),
})

/** `read` returns the value, or a sentence that says what was found instead. */
export function schemaFrom<T extends object>(read: (value: unknown) => T | string) {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, T>(({ dataset, addIssue, NEVER }) => {
      const value = read(dataset.value)
      if (typeof value !== 'string') return value
      addIssue({ message: value })
      return NEVER
    }),
  )
}

/**
 * The rows of a list in any of the four dialects (posthog-api.md#b1-recordings-list, #f-pagination): `count` and `next` as
 * documented; `has_next`; `has_next` with `next_cursor`; a plain array. Whether there are more rows is what the server says,
 * never guessed from their number. Unreadable rows are dropped and counted; duplicates are dropped.
 */
export function rowsOf<Row extends { id: string | number }>(
  row: v.GenericSchema<unknown, Row>,
): v.GenericSchema<unknown, Rows<Row>> {
  return schemaFrom((json) => {
    const list = v.safeParse(List, Array.isArray(json) ? { results: json } : json)
    if (!list.success) return `not a list but ${describeJson(json)}`
    const rows = new Map<string | number, Row>()
    let unreadable = 0
    for (const one of list.output.results) {
      const read = v.safeParse(row, one)
      if (!read.success) unreadable += 1
      else if (!rows.has(read.output.id)) rows.set(read.output.id, read.output)
    }
    const { count, next, has_next: hasNext, next_cursor: cursor } = list.output
    return { rows: [...rows.values()], total: count, hasMore: hasNext ?? (next !== null || cursor !== null), unreadable }
  })
}
