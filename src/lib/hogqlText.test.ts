import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hogqlName, hogqlText } from './hogqlText.ts'

/** As PostHog's parser reads a text between quotes: one kind of escape after the other. */
function readLiteral(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll("''", "'")
    .replaceAll("\\'", "'")
    .replaceAll('\\b', '\b')
    .replaceAll('\\f', '\f')
    .replaceAll('\\r', '\r')
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
    .replaceAll('\\0', '\0')
    .replaceAll('\\a', '\x07')
    .replaceAll('\\v', '\v')
    .replaceAll('\\\\', '\\')
}

const literal = /'(?:[^\\']|\\[\s\S]|'')*'/g

/** Nothing but one text, or texts put together. */
function read(text: string): string {
  const literals = text.match(literal) ?? []
  expect([literals.join(''), `concat(${literals.join(', ')})`]).toContain(text)
  return literals.map(readLiteral).join('')
}

test('any text survives the parser and never ends its quotes', () => {
  const hard = fc.string({ unit: fc.constantFrom('\\', "'", 'n', 't', '0', 'x', '\n', ' ', '{', '}', 'é') })
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), hard), (text) => {
      expect(read(hogqlText(text))).toBe(text)
    }),
  )
})

test('simple texts look as one would write them', () => {
  expect(hogqlText('google')).toBe("'google'")
  expect(hogqlText("it's")).toBe("'it\\'s'")
  expect(hogqlText('C:\\new')).toBe("concat('C:\\\\', 'new')")
})

test('names that are not identifiers are quoted', () => {
  expect(hogqlName('$entry_utm_source')).toBe('$entry_utm_source')
  expect(hogqlName('a b`; drop')).toBe('`a b\\`; drop`')
})
