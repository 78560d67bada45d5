import { readFileSync } from 'node:fs'
import { z } from '#lib/zod.ts'

const SessionFact = z.object({
  kind: z.enum(['text', 'value']),
  words: z.string(),
  windowId: z.string(),
  from: z.number(),
  until: z.nullable(z.number()),
})

/**
 * Something that a replay of a captured session must show: `words` among the page's text, or as the whole value of a field, in
 * one tab, from `from` up to `until` (seconds after the recording began, to the millisecond; null: to the end).
 */
export type SessionFact = z.infer<typeof SessionFact>

/** What is known of the pages of a captured session, in the order in which it appears. Throws where the name is unknown. */
export function sessionFacts(name: string): SessionFact[] {
  const file = new URL(`./sessions/${name}.facts.json`, import.meta.url)
  return z.array(SessionFact).parse(JSON.parse(readFileSync(file, 'utf8')))
}
