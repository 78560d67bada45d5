import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptySearch, recordingsSearch } from './recordingsSearch.ts'
import { savedSearch } from './views.ts'
import { readViews, writeViews } from './viewsFile.ts'

function imported(views: unknown[]) {
  return readViews(JSON.stringify({ kind: 'replay-desk-views', views }))
}

test('views come back as they were exported', () => {
  const views = [
    {
      name: 'Angry in Berlin',
      search: savedSearch({ ...emptySearch, rage_clicks: '3', order: 'duration' }, ['person', 'start']),
    },
    { name: 'Ünïcode “x”', search: savedSearch({ ...emptySearch, start_url: 'https://a.example/?b=c&d' }, []) },
  ]
  expect(readViews(writeViews(views))).toEqual({ views })
})

test('a view carries filters, order and columns, and nothing else', () => {
  const search = '?clicks=4&open=some-recording&view=Other&offset=900&evil=1&__proto__=x&order=constructor&limit=1000000'
  expect(imported([{ name: 'A', search, key: 'phx_x', __proto__: { a: 1 }, onclick: 'x' }])).toEqual({
    views: [{ name: 'A', search: '?clicks=4' }],
  })
})

test.each([[{ name: '', search: '' }], [{ name: 'x'.repeat(81), search: '' }], [{ name: 'A', search: 5 }], [null], ['A'], [[]]])(
  'what is no view is left out: %j',
  (view) => {
    expect(imported([view])).toEqual({ problem: 'The views in this file can’t be read.' })
    expect(imported([view, { name: 'B', search: '' }])).toEqual({ views: [{ name: 'B', search: '?' }] })
  },
)

test('no file brings more views than anyone can choose from', () => {
  const many = imported(Array.from({ length: 5000 }, (_, index) => ({ name: `View ${index}`, search: '' })))
  expect('views' in many && many.views.length).toBe(500)
})

test('any file is read, and its views hold only parameters of the recordings screen', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  const view = fc.oneof(fc.record({ name: text, search: text }), fc.anything())
  fc.assert(
    fc.property(fc.array(view, { maxLength: 4 }), (views) => {
      const read = imported(views)
      for (const one of 'views' in read ? read.views : []) {
        expect(Object.keys(one)).toEqual(['name', 'search'])
        const names = [...new URLSearchParams(one.search).keys()]
        expect(names.filter((name) => !Object.hasOwn(recordingsSearch.defaults, name) || name === 'open')).toEqual([])
      }
    }),
  )
})
