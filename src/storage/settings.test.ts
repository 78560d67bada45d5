import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repairSettings } from './settings.ts'

const good = {
  id: 'a',
  name: 'Ours',
  host: 'https://eu.posthog.com',
  projectId: '2',
  projectName: null,
  zone: null,
  owner: null,
  keyKept: 'device',
  key: 'phx_x',
}

test('anything stored is read as settings', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), fc.record({ version: fc.constant(1), connections: fc.jsonValue(), activeId: fc.jsonValue() })),
      (input) => {
        const { value } = repairSettings(input)
        expect(value.version).toBe(1)
        expect(value.activeId === null || value.connections.some(({ id }) => id === value.activeId)).toBe(true)
      },
    ),
  )
})

test('valid settings are read back unchanged', () => {
  const input = {
    version: 1,
    connections: [good],
    activeId: 'a',
    colorScheme: 'dark',
    recordingsTable: { columns: ['person'], compact: true, checksSharing: true },
    views: [],
    shortcuts: false,
    columnWidths: { recordings: { person: 240 } },
    loadsAhead: false,
    ownDomains: ['example.com'],
  }
  expect(repairSettings(input)).toEqual({ value: input, problem: null })
})

test('a damaged connection costs only that connection, with a notice', () => {
  const damaged = { ...good, id: 'b', host: 'not an address' }
  const { value, problem } = repairSettings({ version: 1, connections: [damaged, good], activeId: 'b', colorScheme: 'auto' })
  expect(value.connections.map(({ id }) => id)).toEqual(['a'])
  expect(value.activeId).toBe('a')
  expect(problem).toMatch(/^1 of your connections/)
})

test('a URL that is more than an origin is not a host', () => {
  for (const host of ['https://a.example/path', 'https://u:p@a.example', 'javascript:alert(1)']) {
    const { value } = repairSettings({ version: 1, connections: [{ ...good, host }], activeId: 'a', colorScheme: 'auto' })
    expect(value.connections).toEqual([])
  }
})

test.each(['__proto__', 'constructor', 'toString'])('a connection called %s costs only itself', (id) => {
  const { value, problem } = repairSettings({ version: 1, connections: [good, { ...good, id }], activeId: id })
  expect(value.connections.map((one) => one.id)).toEqual(['a'])
  expect(value.activeId).toBe('a')
  expect(problem).toContain('1 of your connections')
})
