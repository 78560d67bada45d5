import { expect, test } from 'vitest'
import { isOutside } from '#lib/domains.ts'
import { recipientsOf } from './recipientsOf.ts'

const parse = (targetType: string | null, targetValue: string | null) => recipientsOf({ targetType, targetValue })
const labels = (targetType: string, targetValue: string) => parse(targetType, targetValue).list.map(({ label }) => label)

test('an email list is split as on the server, counting blanks and duplicates', () => {
  const { list, repeated, blank } = parse('email', ' ann@a.example, ,bob@b.example,ANN@a.example,, ')
  expect(list.map(({ label }) => label)).toEqual(['ann@a.example', 'bob@b.example'])
  expect([repeated, blank]).toEqual([1, 3])
})

test('names are separated from addresses', () => {
  const [ann, bob] = parse('email', 'Ann Lee <ann@A.example>,"Bob" <bob@b.example>').list
  expect(ann).toMatchObject({ label: 'ann@A.example', name: 'Ann Lee', domain: 'a.example', isWellFormed: true })
  expect(bob).toMatchObject({ label: 'bob@b.example', name: 'Bob' })
})

test('invalid addresses are marked and still shown', () => {
  const odd = [
    'ann',
    '@a.example',
    'ann@',
    'ann@localhost',
    'a b@c.example',
    'ann@a..example',
    'ann@a.example>',
    `${'x'.repeat(250)}@a.example`,
  ]
  for (const one of odd) expect([one, parse('email', one).list[0]?.isWellFormed]).toEqual([one, false])
  expect(labels('email', 'ann')).toEqual(['ann'])
  for (const one of ['ann+x@a.example', "o'hara@a.example", 'jörg@müller.example', 'a@b.co']) {
    expect([one, parse('email', one).list[0]?.isWellFormed]).toEqual([one, true])
  }
})

test('five hundred addresses are five hundred recipients', () => {
  const many = Array.from({ length: 500 }, (_, index) => `person${index}@a.example`)
  expect(labels('email', many.join(', '))).toEqual(many)
})

test('a huge invalid address is parsed in linear time', () => {
  // Quadratic time would exceed any test timeout.
  expect(labels('email', `${'<'.repeat(1_000_000)}@`)).toHaveLength(1)
})

test('an empty target has no recipients', () => {
  for (const value of [null, '', ' , ,']) expect(parse('email', value).list).toEqual([])
  expect(parse('slack', '  ').list).toEqual([])
})

test('a channel is identified by its ID and shown by its name', () => {
  const [channel, renamed, bare] = ['C01|#general', 'C01|#news', '#general'].map((value) => parse('slack', value).list[0])
  expect([channel?.label, channel?.key === renamed?.key, bare?.label]).toEqual(['#general', true, '#general'])
})

test('only the host of a webhook is shown', () => {
  const secret = 'https://hooks.example.com/services/T0/B0/secret?token=secret'
  for (const kind of ['webhook', 'teams', 'carrier-pigeon']) {
    const [one] = parse(kind, secret).list
    expect(one).toMatchObject({ label: 'hooks.example.com', isWellFormed: true })
    expect(JSON.stringify(one)).not.toContain('secret')
    expect(one?.key).not.toBe(parse(kind, `${secret}2`).list[0]?.key)
  }
  expect(parse('teams', 'acme.webhook.office.com').list[0]).toMatchObject({
    label: 'acme.webhook.office.com',
    isWellFormed: true,
  })
  expect(parse('webhook', 'javascript:alert(1)').list[0]).toMatchObject({ isWellFormed: false })
})

test('recipients outside the own domains are external', () => {
  const outside = (address: string) =>
    parse('email', address).list.map(({ domain }) => isOutside(domain ?? '', ['Acme.example', 'b.example']))[0]
  expect(outside('a@acme.example')).toBe(false)
  expect(outside('a@mail.ACME.example')).toBe(false)
  expect(outside('a@notacme.example')).toBe(true)
  expect(outside('nonsense')).toBe(false)
})
