import { expect, test } from 'vitest'
import { item } from './fakeLoad.fixture.ts'
import { happenedAt, pageUrlAt } from './pageAt.ts'

const page = (at: number, url: string, windowId = 'a') =>
  item({ at, windowId, kind: 'navigation', text: `Opened ${url}`, details: [['URL', url]] })

test('the page at a moment is the last one opened in that window', () => {
  const items = [
    page(0, 'https://shop.example/'),
    page(500, 'https://help.example/', 'b'),
    page(900, 'https://shop.example/cart'),
  ]
  expect(pageUrlAt(items, 899, 'a')).toBe('https://shop.example/')
  expect(pageUrlAt(items, 899)).toBe('https://help.example/')
  expect(pageUrlAt(items, 900, 'a')).toBe('https://shop.example/cart')
  expect(pageUrlAt(items, 400, 'b')).toBeNull()
})

test('what happened at a moment begins with errors, then with what is closest', () => {
  const error = item({ at: 1090, kind: 'console', level: 'error' })
  const items = [item({ at: 800 }), item({ at: 940 }), item({ at: 1010 }), item({ at: 1020, kind: 'network' }), error]
  expect(happenedAt(items, 1000, 100).map(({ at }) => at)).toEqual([1090, 1010, 940])
})
