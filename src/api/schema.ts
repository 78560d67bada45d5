import * as z from '#lib/zod.ts'
import { camelKeys } from '#lib/camel.ts'
import { describeJson } from '#lib/describeJson.ts'
import type { Rows } from '#lib/slice.ts'

/** An object as PostHog sends it, its own keys read in camelCase. Keys that the shape does not name are dropped. */
export function answer<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.pipe(z.transform(camelKeys), z.object(shape))
}

/** Text, or null where it is absent or of another kind. */
export const Text = z.catch(z.nullable(z.string()), null)

/** True only where the server says true. */
export const Flag = z.catch(z.boolean(), false)

function readNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null
}

/** A number that cannot be negative, also when an old server sends it as a string ("1172.675"); else null: unknown. */
export const Amount = z.pipe(z.optional(z.unknown()), z.transform(readNumber))

function readWhen(value: unknown): Date | null {
  if (typeof value !== 'string') return null
  const when = new Date(value)
  return Number.isNaN(when.getTime()) ? null : when
}

/** An ISO instant as a Date; null where it is absent or cannot be read. */
export const When = z.pipe(z.optional(z.unknown()), z.transform(readWhen))

/** Texts of a list; anything in it that is no text is dropped. */
export const Texts = z.pipe(
  z.catch(z.array(z.unknown()), []),
  z.transform((list) => list.filter((one): one is string => typeof one === 'string')),
)

/** A dictionary of anything; empty where the server sent none. */
export const Properties = z.catch(z.record(z.string(), z.unknown()), {})

const List = z.object({
  results: z.array(z.unknown()),
  count: z.catch(z.nullable(z.number()), null),
  next: z.catch(z.nullable(z.string()), null),
  has_next: z.optional(z.catch(z.boolean(), false)),
  next_cursor: z.catch(z.nullable(z.string()), null),
})

/**
 * The rows of a list in any of the four dialects (posthog-api.md, sections B.1 and F): `count` and `next` as documented;
 * `has_next`; `has_next` with `next_cursor`; a bare array. Whether there are more is the server's word, never a guess from
 * the number of rows. A row that cannot be read is left out and counted; a row seen twice stands once.
 */
export function rowsOf<Row extends { id: string | number }>(row: z.ZodMiniType<Row>): z.ZodMiniType<Rows<Row>> {
  return z.pipe(
    z.unknown(),
    z.transform((json, context): Rows<Row> => {
      const list = List.safeParse(Array.isArray(json) ? { results: json } : json)
      if (!list.success) {
        context.issues.push({ code: 'custom', message: `not a list but ${describeJson(json)}`, input: json })
        return z.NEVER
      }
      const rows = new Map<string | number, Row>()
      let unreadable = 0
      for (const one of list.data.results) {
        const read = row.safeParse(one)
        if (!read.success) unreadable += 1
        else if (!rows.has(read.data.id)) rows.set(read.data.id, read.data)
      }
      const { count, next, has_next: hasNext, next_cursor: cursor } = list.data
      return { rows: [...rows.values()], total: count, hasMore: hasNext ?? (next !== null || cursor !== null), unreadable }
    }),
  )
}
