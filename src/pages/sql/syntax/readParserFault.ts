import * as v from 'valibot'
import { parseJson } from '#lib/stored.ts'

/** `start` counts characters, not UTF-16 units. */
export type ParserFault = { message: string; start: number }

const Answer = v.object({ error: v.literal(true), message: v.string(), start: v.object({ offset: v.number() }) })

export function readParserFault(json: string): ParserFault | null {
  const read = v.safeParse(Answer, parseJson(json))
  return read.success ? { message: read.output.message, start: read.output.start.offset } : null
}
