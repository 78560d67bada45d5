import { expect, test } from 'vitest'
import { cleanCss } from './css.ts'
import { createRemovalCounter } from './removalCounter.ts'
import { cleanStyleTexts, newStyleTexts, removeStyleText, setStyleText } from './styleTexts.ts'

function options() {
  return { removals: createRemovalCounter(), ownHost: 'desk.example', allowedHosts: ['cdn.example'] }
}

function changed(texts: ReturnType<typeof newStyleTexts>, its = options()) {
  return cleanStyleTexts(texts, 1, its).map(({ id, value }) => [id, value])
}

test('whole pieces stay apart, and pieces that belong together are read as one', () => {
  const texts = newStyleTexts()
  setStyleText(texts, 1, { id: 2, raw: 'a{color:red}' })
  setStyleText(texts, 1, { id: 3, raw: 'b{background:url(https://cdn.example/x)}' })
  expect(changed(texts)).toEqual([
    [2, 'a{color:red}'],
    [3, 'b{background:url(https://cdn.example/x)}'],
  ])
  setStyleText(texts, 1, { id: 4, raw: 'c{background:u' }, 3)
  expect(changed(texts)).toEqual([
    [2, 'a{color:red}c{background:ub{background:url(https://cdn.example/x)}'],
    [4, ''],
    [3, ''],
  ])
  setStyleText(texts, 1, { id: 3, raw: 'rl(https://evil.example/x)}' })
  expect(changed(texts)).toEqual([
    [2, 'a{color:red}c{background:none}'],
    [3, ''],
  ])
  expect(removeStyleText(texts, 4)).toBe(1)
  expect(changed(texts), 'what is left is whole').toEqual([
    [2, 'a{color:red}'],
    [3, 'rl(https://evil.example/x)}'],
  ])
})

test('of thousands of pieces that are added one by one, each is read and set once', () => {
  const texts = newStyleTexts()
  for (let id = 2; id < 4000; id += 1) {
    setStyleText(texts, 1, { id, raw: `.a${id}{background:url(https://evil.example/${id})}` })
    expect(changed(texts)).toEqual([[id, `.a${id}{background:none}`]])
  }
})

test('a recording that adds halves of styles for ever is soon not read anymore', () => {
  const texts = newStyleTexts()
  const its = options()
  setStyleText(texts, 1, { id: 2, raw: 'a{color:red}' })
  for (let id = 3; id < 43; id += 1) {
    setStyleText(texts, 1, { id, raw: 'b{' })
    changed(texts, its)
  }
  expect(texts.pieces.get(1)?.map(({ shown }) => shown)).toEqual(Array.from({ length: 41 }, () => ''))
  expect(its.removals.counts().removed.invalid).toBeGreaterThan(5)
})

test('what once held the decoder for ever is read', () => {
  expect(cleanCss(`@import${'/**/'.repeat(60_000)}"https://evil.example/x"`, options())).toMatch(/^@no-import/)
})
