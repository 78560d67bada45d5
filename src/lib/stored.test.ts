import { beforeEach, expect, test, vi } from 'vitest'
import { MemoryStorage } from './memoryStorage.ts'
import { type Stored, stored } from './stored.ts'

let area: MemoryStorage

function open(): Stored<number[]> {
  const repair = (input: unknown) =>
    Array.isArray(input) && input.every((one) => typeof one === 'number')
      ? { value: input, problem: null }
      : { value: [], problem: 'dropped' }
  return stored({ name: 'numbers', area: () => area, empty: [], repair })
}

beforeEach(() => {
  area = new MemoryStorage()
})

test('a stored value is there the next time', () => {
  open().set((value) => [...value, 1])
  expect(open().get()).toEqual([1])
})

test('a value that is not JSON, or of another kind, is replaced with a notice', () => {
  for (const text of ['{"a', 'null', '{"a":1}', '["x"]']) {
    area.setItem('numbers', text)
    const store = open()
    expect(store.get()).toEqual([])
    expect(store.problem()).toMatch(/dropped/)
  }
})

test('with full storage the value stays in memory, with a notice', () => {
  const store = open()
  area.isFull = true
  store.set(() => [7])
  expect(store.get()).toEqual([7])
  expect(store.problem()).toMatch(/storage is full/)
})

test('storage that throws on access counts as missing', () => {
  const store = stored({
    name: 'numbers',
    area: () => {
      throw new DOMException('blocked', 'SecurityError')
    },
    empty: 0,
    repair: () => ({ value: 1, problem: null }),
  })
  store.set((value) => value + 5)
  expect(store.get()).toBe(5)
})

test('listeners are called for every change until they unsubscribe', () => {
  const store = open()
  const listener = vi.fn()
  const leave = store.subscribe(listener)
  store.set(() => [1])
  leave()
  store.set(() => [2])
  expect(listener).toHaveBeenCalledTimes(1)
})
