import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusal } from '#api/http/readRefusal.ts'
import { errorFaults } from './errorFaults.ts'

const text = "select 'é😀',\n  wrong_name\nfrom events"

function markedText(body: object, query = text): string[] {
  const error = refusal(400, JSON.stringify({ type: 'validation_error', code: 'invalid_input', attr: null, ...body }), 'phx_key')
  return errorFaults(error, query).map(({ from, to }) => query.slice(from, to))
}

test('the newest servers report positions in characters', () => {
  const start = Array.from(text.slice(0, text.indexOf('wrong_name'))).length
  const errors = [{ message: 'Unable to resolve field: wrong_name', start, end: start + 10 }, { message: 'no place' }]
  expect(markedText({ detail: 'Unable to resolve field: wrong_name', extra: { hogql_metadata: { errors } } })).toEqual([
    'wrong_name',
  ])
})

test.each([
  ['Unable to resolve field: wrong_name', ['wrong_name']],
  ['Unknown table `events`.', ['events']],
  ['Syntax error at line 2, column 3: no viable alternative', ['wrong_name']],
  ['line 3:5 mismatched input', ['events']],
  ['Unable to resolve field: nowhere', []],
  ['Query has too many columns', []],
  ['Syntax error at line 99, column 3', ['events']],
])('“%s” is located in the text', (detail, expected) => {
  expect(markedText({ detail })).toEqual(expected)
})

test('errors of asynchronous queries are located too', () => {
  expect(markedText({ query_status: { error: true, error_message: 'Unable to resolve field: wrong_name' } })).toEqual([
    'wrong_name',
  ])
})

test('a name that occurs twice is not guessed at', () => {
  expect(markedText({ detail: 'Unable to resolve field: a' }, 'select a from t where a = 1')).toEqual([])
})

test('error positions always lie within the text', () => {
  const body = fc.record({
    detail: fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(), fc.nat()).map(([line, column]) => `line ${line}, column ${column}`),
    ),
    extra: fc.oneof(
      fc.jsonValue(),
      fc.record({
        hogql_metadata: fc.record({
          errors: fc.array(fc.record({ message: fc.string(), start: fc.double({ noNaN: true }), end: fc.integer() })),
        }),
      }),
    ),
  })
  fc.assert(
    fc.property(body, fc.string({ unit: 'binary' }), (response, query) => {
      const error = refusal(400, JSON.stringify(response), 'phx_key')
      for (const { from, to } of errorFaults(error, query)) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(Math.max(query.length, 1))
        expect(to).toBeGreaterThanOrEqual(from)
      }
    }),
  )
})
