import * as v from 'valibot'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Definitions, Values } from './sessionProperties.ts'
import { readAs } from '#lib/readAs.ts'

const anyRow = fc.oneof(
  fc.jsonValue(),
  fc.record({ name: fc.jsonValue(), property_type: fc.jsonValue(), is_numerical: fc.jsonValue() }, { requiredKeys: [] }),
)
const anyAnswer = fc.oneof(
  fc.jsonValue(),
  fc.array(anyRow),
  fc.record({ results: fc.oneof(fc.array(anyRow), fc.jsonValue()), refreshing: fc.jsonValue() }, { requiredKeys: [] }),
)

test('any answer is read as a list or rejected, and never throws', () => {
  fc.assert(
    fc.property(anyAnswer, (answer) => {
      for (const { name } of readAs(Definitions, answer) ?? []) expect(name).not.toBe('')
      for (const value of readAs(Values, answer)?.values ?? []) expect(typeof value).toBe('string')
    }),
  )
})

test('definitions come wrapped or bare, and a bad one costs only itself', () => {
  const one = { id: '$is_bounce', name: '$is_bounce', is_numerical: false, property_type: 'Boolean', tags: [] }
  const read = [{ name: '$is_bounce', isNumerical: false, propertyType: 'Boolean' }]
  expect(v.parse(Definitions, { count: 1, results: [one, { name: 5 }, null] })).toEqual(read)
  expect(v.parse(Definitions, [one])).toEqual(read)
  expect(v.safeParse(Definitions, { detail: 'no' }).success).toBe(false)
})

test('values come wrapped or bare, and may be numbers and booleans', () => {
  const results = [{ name: 'Direct' }, { name: 5 }, { name: true }, { name: null }]
  expect(v.parse(Values, { results, refreshing: true })).toEqual({ values: ['Direct', '5', 'true'], refreshing: true })
  expect(v.parse(Values, results)).toEqual({ values: ['Direct', '5', 'true'], refreshing: false })
})
