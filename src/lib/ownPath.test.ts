import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownPath } from './ownPath.ts'

test.each(['/', '/project/1/recordings?open=a#b', '/project/%40current/sql', '/a//b'])('%j is a path of this app', (link) => {
  expect(ownPath(link)).toBe(link)
})

test.each([
  null,
  '',
  'project/1',
  'https://other.example/',
  '//other.example',
  '/\\other.example',
  '/\t/other.example',
  '/\n/other.example',
  '/.//other.example',
  '/a/..//other.example',
  '\t//other.example',
  'javascript:alert(1)',
])('%j is none', (link) => {
  expect(ownPath(link)).toBe(null)
})

test('whatever it returns stays at this origin', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '\t',
    '\r\n',
    ' ',
    'x',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    'other.example',
    '\u3000',
    '／',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = ownPath(`/${parts.join('')}`)
      if (path !== null) expect(new URL(path, 'https://desk.example').origin).toBe('https://desk.example')
    }),
    { numRuns: 5000 },
  )
})
