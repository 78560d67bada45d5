import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import {
  createQueryHistory,
  draftOf,
  forgetQueries,
  forgetRefusal,
  entriesOf,
  maxCharacters,
  maxEntries,
  addQuery,
  queryHistory,
  withDraft,
  withDrafting,
  withRefusal,
  withoutEntries,
} from './queryHistory.ts'

const here = { id: 'c1', projectId: '1' }
const elsewhere = { id: 'c1', projectId: '2' }
const empty = createQueryHistory(() => new MemoryStorage()).get()

function ran(texts: readonly string[], place = here, book = empty) {
  return texts.reduce((before, text, index) => addQuery(before, place, text, { ran: true, now: index }), book)
}

test('the latest query is first, and one that runs again is listed once', () => {
  const book = ran(['select 1', 'select 2', ' select 1 '])
  expect(entriesOf(book, here).map(({ text, at }) => [text, at])).toEqual([
    ['select 1', 2],
    ['select 2', 1],
  ])
})

test('a draft set aside does not hide that the same query ran', () => {
  const book = addQuery(ran(['select 1']), here, 'select 1', { ran: false, now: 9 })
  expect(entriesOf(book, here)).toMatchObject([{ text: 'select 1', ran: true, at: 0 }])
})

test('projects have histories and drafts of their own', () => {
  const book = withDraft(withDraft(ran(['select 2'], elsewhere, ran(['select 1'])), here, 'mine'), elsewhere, 'other')
  expect(entriesOf(withoutEntries(book, here), here)).toEqual([])
  expect(entriesOf(withoutEntries(book, here), elsewhere)).toHaveLength(1)
  expect([draftOf(book, here), draftOf(book, elsewhere), draftOf(book, { id: 'c2', projectId: '1' })]).toEqual([
    'mine',
    'other',
    null,
  ])
})

test('the oldest are dropped if there are too many, or too much text', () => {
  const many = ran(Array.from({ length: maxEntries + 5 }, (_, index) => `select ${index}`))
  expect(entriesOf(many, here)).toHaveLength(maxEntries)
  expect(entriesOf(many, here)[0]?.text).toBe(`select ${maxEntries + 4}`)
  const long = ran([1, 2, 3].map((one) => `select ${one} ${'x'.repeat(maxCharacters / 2 - 20)}`))
  expect(entriesOf(long, here)).toHaveLength(2)
})

test('a removed connection loses its history, and a new key may try to draft again', () => {
  queryHistory.set(() => withDrafting(withRefusal(withRefusal(withDraft(ran(['select 1']), here, 'mine'), 'c1'), 'c2'), 'c1'))
  forgetRefusal('c1')
  expect(queryHistory.get()).toMatchObject({ refusals: ['c2'], drafting: [] })
  forgetQueries('c1')
  expect(queryHistory.get()).toEqual({ entries: [], drafts: [], refusals: ['c2'], drafting: [] })
})

test('anything stored is read, and readable parts stay', () => {
  const good = { id: 'e', connectionId: 'c1', projectId: '1', text: 'select 1', at: 5 }
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (any, list) => {
      const area = new MemoryStorage()
      area.setItem('replay-desk-queries', JSON.stringify(any))
      expect(() => entriesOf(createQueryHistory(() => area).get(), here)).not.toThrow()
      area.setItem(
        'replay-desk-queries',
        JSON.stringify({ entries: [...list, good], drafts: list, refusals: list, drafting: list }),
      )
      expect(entriesOf(createQueryHistory(() => area).get(), here)).toContainEqual({ ...good, ran: true })
    }),
  )
})
