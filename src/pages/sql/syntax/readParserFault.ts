import * as z from '#lib/zod.ts'
import { fromJson } from '#lib/stored.ts'

/** What the parser says of a text that is no HogQL. `start` counts characters, not UTF-16 units. */
export type ParserFault = { message: string; start: number }

const Answer = z.object({ error: z.literal(true), message: z.string(), start: z.object({ offset: z.number() }) })

/** Reads the parser's answer: a tree, or an error. */
export function readParserFault(json: string): ParserFault | null {
  const read = Answer.safeParse(fromJson(json))
  return read.success ? { message: read.data.message, start: read.data.start.offset } : null
}
