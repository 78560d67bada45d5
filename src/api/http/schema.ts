import * as v from 'valibot'
import { camelKeys } from '#lib/camel.ts'
import { describeJson } from '#lib/describeJson.ts'
import type { Rows } from '#lib/slice.ts'

/** An object as PostHog sends it, its own keys read in camelCase. Keys that the shape does not name are dropped. */
export function responseObject<Shape extends v.ObjectEntries>(shape: Shape) {
  return v.pipe(v.unknown(), v.transform(camelKeys), v.object(shape))
}

/** Whatever `read` makes of a value, which is null where the server sent none. */
export function optionalFrom<T>(read: (value: unknown) => T) {
  return v.optional(v.pipe(v.unknown(), v.transform(read)), null)
}

/** Text, or null where it is absent or of another kind. */
export const Text = v.fallback(v.nullable(v.string()), null)

/** True only where the server says true. */
export const Flag = v.fallback(v.boolean(), false)

function readNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null
}

/** A number that cannot be negative, also when an old server sends it as a string ("1172.675"); else null: unknown. */
export const Amount = optionalFrom(readNumber)

function readWhen(value: unknown): Date | null {
  if (typeof value !== 'string') return null
  const when = new Date(value)
  return Number.isNaN(when.getTime()) ? null : when
}

/** An ISO instant as a Date; null where it is absent or cannot be read. */
export const When = optionalFrom(readWhen)

/** Texts of a list; anything in it that is no text is dropped. */
export const TextList = v.pipe(
  v.fallback(v.array(v.unknown()), []),
  v.transform((list) => list.filter((one): one is string => typeof one === 'string')),
)

/** A dictionary of anything; empty where the server sent none. */
export const Properties = v.fallback(v.record(v.string(), v.unknown()), {})

const List = v.object({
  results: v.array(v.unknown()),
  count: v.fallback(v.nullable(v.number()), null),
  next: v.fallback(v.nullable(v.string()), null),
  has_next: v.optional(v.fallback(v.boolean(), false)),
  next_cursor: v.fallback(v.nullable(v.string()), null),
})

/** Reads a value by `read`, which returns the sentence that says what it is where it is not what it should be. */
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
 * documented; `has_next`; `has_next` with `next_cursor`; a bare array. Whether there are more is the server's word, never a guess
 * from the number of rows. A row that cannot be read is left out and counted; a row seen twice stands once.
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
