import { expect, test } from 'vitest'
import { knownPersonName, personEmail, personName } from './personName.ts'

const ada = { name: 'Ada Lovelace', properties: { email: 'ada@shop.example' }, distinctIds: ['d1', 'd2'] }

test('a person is called by the name, else the e-mail address, else a distinct ID', () => {
  expect(personName(ada, 'd2')).toBe('Ada Lovelace')
  expect(personName({ ...ada, name: null }, 'd2')).toBe('ada@shop.example')
  expect(personName({ ...ada, name: null, properties: { $email: 'ada@two.example' } })).toBe('ada@two.example')
  expect(personName({ ...ada, name: null, properties: {} }, 'd2')).toBe('d2')
  expect(personName({ ...ada, name: null, properties: {} })).toBe('d1')
  expect(personName(null, 'd2')).toBe('d2')
})

test('empty and blank texts name nobody', () => {
  expect(personName({ name: '', properties: { email: ' ' }, distinctIds: ['', '\t', 'd3'] }, '  ')).toBe('d3')
  expect(personName({ name: ' ', properties: { email: 42 }, distinctIds: [] }, '')).toBe('Unknown person')
  expect(personName(null, null)).toBe('Unknown person')
  expect(knownPersonName(null)).toBe(null)
})

test('a name cannot turn its own letters around', () => {
  expect(personName({ ...ada, name: 'invoice\u202Egpj.exe' })).toBe('invoicegpj.exe')
  expect(personName({ ...ada, name: '\u202E' })).toBe('ada@shop.example')
})

test('a very long name is given whole', () => {
  const name = 'x'.repeat(100_000)
  expect(personName({ ...ada, name })).toBe(name)
})

test('an e-mail address is also found in a name or a distinct ID', () => {
  expect(personEmail(ada, null)).toBe('ada@shop.example')
  expect(personEmail({ ...ada, properties: {} }, 'ada@shop.example')).toBe('ada@shop.example')
  expect(personEmail({ name: 'noor@shop.example', properties: { email: 'none' }, distinctIds: [] }, null)).toBe(
    'noor@shop.example',
  )
  expect(personEmail(null, 'd1')).toBe(null)
})
