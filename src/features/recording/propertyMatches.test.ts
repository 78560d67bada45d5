import { expect, test } from 'vitest'
import { propertyMatches } from './propertyMatches.ts'

const properties = { $os: 'Linux', plan: 'free', name: 'Ada', nested: { a: [1] }, none: null, count: 7, __proto_: '<b>' }

test('sorts names, PostHog’s last, and converts values to text', () => {
  expect(propertyMatches(properties, '').map(({ name, text }) => `${name}=${text}`)).toEqual([
    '__proto_=<b>',
    'count=7',
    'name=Ada',
    'nested={"a":[1]}',
    'none=null',
    'plan=free',
    '$os=Linux',
  ])
})

test.each([
  ['ADA', ['name']],
  ['$O', ['$os']],
  [' free ', ['plan']],
  ['[1]', ['nested']],
  ['.*', []],
])('%j finds %j', (typed, names) => {
  expect(propertyMatches(properties, typed).map(({ name }) => name)).toEqual(names)
})
