import { expect, test } from 'vitest'
import { item } from '../screen/fakeLoad.fixture.ts'
import { summaryOf } from './summaryOf.ts'

function page(at: number, url: string) {
  return item({ at, kind: 'navigation', text: `Opened ${url}`, details: [['URL', url]] })
}

test('says in three lines where somebody was, what they did and how it ended', () => {
  const items = [
    page(0, 'https://shop.example/'),
    page(1, 'https://shop.example/?sort=price'),
    page(2, 'https://shop.example/checkout'),
    item({ at: 3, kind: 'click', text: 'Clicked “Pay now”' }),
    item({ at: 4, kind: 'click', text: 'Clicked “Pay now”' }),
    item({ at: 5, kind: 'click', text: 'Clicked an unnamed div' }),
    item({ at: 6, kind: 'input', text: 'Typed “ada into “x”” into “Email”' }),
    item({ at: 7, kind: 'input', text: 'Selected “Express” in “Delivery”' }),
    item({ at: 8, kind: 'network', level: 'error', text: 'POST shop.example/pay · 500' }),
    item({ at: 9, kind: 'console', level: 'error', text: 'TypeError: x is undefined' }),
    item({ at: 10, kind: 'note', text: 'A note is no event' }),
  ]
  expect(summaryOf(items, 252_000)).toEqual([
    'Visited / → /checkout.',
    'Clicked “Pay now” (2×); typed into “Email”; chose “Express”.',
    '1 error (TypeError: x is undefined), 1 failed request (POST shop.example/pay · 500). Ended on /checkout after 4:12.',
  ])
})

test('shortens long visits and long names', () => {
  const pages = Array.from({ length: 30 }, (_, index) => page(index, `https://shop.example/${index}`))
  const clicks = Array.from({ length: 9 }, (_, index) =>
    item({ at: 40, kind: 'click', text: `Clicked “${index}${'x'.repeat(200)}”` }),
  )
  const [visited, did, ended] = summaryOf([...pages, ...clicks], null)
  expect(visited).toBe('Visited /0 → /1 → /2 → /3 → 22 more → /26 → /27 → /28 → /29.')
  expect(did).toMatch(/^Clicked “0x{59}…”, .*, “5x{59}…”, 3 more\.$/)
  expect(ended).toBe('No errors or failed requests. Ended on /29.')
})

test('says nothing without events', () => {
  expect(summaryOf([item({ at: 0, kind: 'note', text: 'Mine' })], 1000)).toEqual([])
})
