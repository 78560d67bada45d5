import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTextPieces } from './textPieces.ts'

test('added texts come back in order, also across pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom(1, 30_000)), { maxLength: 12 }),
      async (texts) => {
        const pieces = createTextPieces()
        for (const [text, times] of texts) pieces.add(text.repeat(times))
        expect(await pieces.blob().text()).toBe(texts.map(([text, times]) => text.repeat(times)).join(''))
      },
    ),
    { numRuns: 30 },
  )
})

test('no text is an empty file, and blob() is repeatable', async () => {
  const pieces = createTextPieces()
  expect(pieces.blob().size).toBe(0)
  pieces.add('ä')
  expect(await pieces.blob().text()).toBe('ä')
  expect(await pieces.blob().text()).toBe('ä')
})
