import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSqlAnswer } from './readSqlAnswer.ts'

const rows = [
  ['2026-11-01', 4],
  ['2026-11-02', 9],
]

test.each([
  [
    'pairs of name and type',
    [
      ['day', 'Date'],
      ['count', 'UInt64'],
    ],
  ],
  ['types alone', ['Date', 'UInt64']],
  ['types by name', { day: 'Date', count: 'UInt64' }],
])('reads types written as %s', (_, types) => {
  const answer = { columns: ['day', 'count'], types, rows, hasMore: true, limit: 2 }
  expect(readSqlAnswer({ results: rows, columns: ['day', 'count'], types, hasMore: true, limit: 2 })).toEqual({
    kind: 'answer',
    answer: { ...answer, types: ['Date', 'UInt64'] },
  })
})

test('fills in missing columns and short rows', () => {
  expect(readSqlAnswer({ results: [[1], 'no row', [1, 2, 3], null] })).toEqual({
    kind: 'answer',
    answer: {
      columns: ['column 1', 'column 2', 'column 3'],
      types: [null, null, null],
      rows: [
        [1, null, null],
        ['no row', null, null],
        [1, 2, 3],
        [null, null, null],
      ],
      hasMore: null,
      limit: null,
    },
  })
})

test('reads rows that are objects', () => {
  expect(readSqlAnswer({ results: [{ id: 1, name: 'Ada' }, { id: 2 }] })).toMatchObject({
    answer: {
      columns: ['id', 'name'],
      rows: [
        [1, 'Ada'],
        [2, null],
      ],
    },
  })
})

test('reads an asynchronous query, its end and its failure', () => {
  const status = (part: object) => ({ query_status: { id: 'q1', complete: false, error: false, results: null, ...part } })
  expect(readSqlAnswer(status({}))).toEqual({ kind: 'running', id: 'q1' })
  expect(readSqlAnswer(status({ complete: true, results: { results: rows, columns: ['day', 'count'] } }))).toMatchObject({
    kind: 'answer',
    answer: { rows },
  })
  expect(readSqlAnswer(status({ complete: true, error: true, error_message: 'Unknown table' }))).toEqual({
    kind: 'failed',
    message: 'Unknown table',
  })
  expect(readSqlAnswer(status({ complete: true, error: true }))).toEqual({ kind: 'failed', message: null })
})

test('any answer is read, and every row has one cell per column', () => {
  const likeness = fc.record(
    {
      results: fc.oneof(fc.array(fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue())), fc.jsonValue()),
      columns: fc.jsonValue(),
      types: fc.jsonValue(),
      hasMore: fc.jsonValue(),
      limit: fc.jsonValue(),
      query_status: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), likeness, fc.record({ query_status: fc.record({ results: likeness }) })), (json) => {
      const word = readSqlAnswer(json)
      if (word.kind !== 'answer') return
      const { columns, types, rows: read } = word.answer
      expect(types).toHaveLength(columns.length)
      for (const row of read) expect(row).toHaveLength(columns.length)
    }),
  )
})
