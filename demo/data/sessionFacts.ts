import { readFileSync } from 'node:fs'
import * as v from 'valibot'

const SessionFact = v.object({
  kind: v.picklist(['text', 'value']),
  words: v.string(),
  windowId: v.string(),
  from: v.number(),
  until: v.nullable(v.number()),
})

/**
 * Something that a replay of a captured session must show: `words` among the page's text, or as the whole value of a field, in
 * one tab, from `from` up to `until` (seconds after the recording began, to the millisecond; null: to the end).
 */
export type SessionFact = v.InferOutput<typeof SessionFact>

/** What is known of the pages of a captured session, in the order in which it appears. Throws where the name is unknown. */
export function sessionFacts(name: string): SessionFact[] {
  const file = new URL(`../sessions/${name}.facts.json`, import.meta.url)
  return v.parse(v.array(SessionFact), JSON.parse(readFileSync(file, 'utf8')))
}
