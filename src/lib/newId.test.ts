import { expect, test, vi } from 'vitest'
import { newId } from './newId.ts'

test('ids differ, and need no secure context', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  const ids = Array.from({ length: 1000 }, newId)
  expect(new Set(ids).size).toBe(1000)
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
  vi.unstubAllGlobals()
})
