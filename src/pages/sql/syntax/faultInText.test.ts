import createParser from '@posthog/hogql-parser'
import { expect, test } from 'vitest'
import { templates } from '../templates.ts'
import { faultInText } from './faultInText.ts'
import { readParserFault } from './readParserFault.ts'

const parser = await createParser()

function check(text: string): { marked: string; message: string } | null {
  const found = readParserFault(parser.parseSelect(text, true))
  if (!found) return null
  const { from, to, message } = faultInText(text, found)
  return { marked: text.slice(from, to), message }
}

test.each([
  ['selec 1', 'selec', /cannot stand here/],
  ['select * form events', 'events', /cannot stand here/],
  ["select 'é😀', foo( from x", 'x', /cannot stand here/],
  ['select a from events where ', 'where', /ends too early/],
  ['select * from events where (a = 1', '1', /ends too early/],
  ["select 'abc", "'", /never closed/],
  ['select 1; select 2', 'select', /Only one can run/],
  ['select @a', '@', /cannot stand here/],
])('%s: the mark is on %s', (text, marked, message) => {
  expect(check(text)).toEqual({ marked, message: expect.stringMatching(message) })
})

test.each(templates.map(({ name, query }) => [name, query] as const))('the template “%s” is HogQL', (_, query) => {
  expect(check(query)).toBeNull()
})
