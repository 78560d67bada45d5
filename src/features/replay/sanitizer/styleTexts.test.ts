import { expect, test } from 'vitest'
import { cleanCss } from './css.ts'
import { createRemovalCounter } from './removalCounter.ts'
import { cleanStyleTexts, newStyleTexts, removeStyleText, setStyleText } from './styleTexts.ts'

function options() {
  return { removals: createRemovalCounter(), ownHost: 'desk.example', allowedHosts: ['cdn.example'] }
}

test('whole pieces stay apart, and pieces that belong together are read as one', () => {
  const texts = newStyleTexts()
  setStyleText(texts, 1, { id: 2, raw: 'a{color:red}' })
  setStyleText(texts, 1, { id: 3, raw: 'b{background:url(https://cdn.example/x)}' })
  expect(cleanStyleTexts(texts, 1, options())).toEqual([
    { id: 2, value: 'a{color:red}' },
    { id: 3, value: 'b{background:url(https://cdn.example/x)}' },
  ])
  setStyleText(texts, 1, { id: 4, raw: 'c{background:u' }, 3)
  expect(cleanStyleTexts(texts, 1, options()).map(({ id, value }) => [id, value])).toEqual([
    [2, 'a{color:red}c{background:ub{background:url(https://cdn.example/x)}'],
    [4, ''],
    [3, ''],
  ])
  setStyleText(texts, 1, { id: 3, raw: 'rl(https://evil.example/x)}' })
  expect(cleanStyleTexts(texts, 1, options())[0]?.value).toBe('a{color:red}c{background:none}')
  expect(removeStyleText(texts, 4)).toBe(1)
  expect(cleanStyleTexts(texts, 1, options()).map(({ id }) => id)).toEqual([2, 3])
})

test('a recording that adds halves of styles for ever is soon not read anymore', () => {
  const texts = newStyleTexts()
  const its = options()
  setStyleText(texts, 1, { id: 2, raw: 'a{color:red}' })
  setStyleText(texts, 1, { id: 3, raw: 'b{' })
  for (let round = 0; round < 40; round += 1) cleanStyleTexts(texts, 1, its)
  expect(cleanStyleTexts(texts, 1, its).map(({ value }) => value)).toEqual(['', ''])
  expect(its.removals.counts().removed.invalid).toBeGreaterThan(5)
})

test('what once held the decoder for ever is read', () => {
  expect(cleanCss(`@import${'/**/'.repeat(60_000)}"https://evil.example/x"`, options())).toMatch(/^@no-import/)
})
