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
  ['selec 1', 'selec', /^Unexpected “/],
  ['select * form events', 'events', /^Unexpected “/],
  ["select 'é😀', foo( from x", 'x', /^Unexpected “/],
  ['select a from events where ', 'where', /^Unexpected end/],
  ['select * from events where (a = 1', '1', /^Unexpected end/],
  ["select 'abc", "'", /^Unclosed/],
  ['select 1; select 2', 'select', /^Only one query can run/],
  ['select @a', '@', /^Unexpected “/],
])('%s: the error is at %s', (text, marked, message) => {
  expect(check(text)).toEqual({ marked, message: expect.stringMatching(message) })
})

test.each(templates.map(({ name, query }) => [name, query] as const))('the template “%s” is HogQL', (_, query) => {
  expect(check(query)).toBeNull()
})
