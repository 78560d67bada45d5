import { expect, test } from 'vitest'
import { parseContent } from './replayFile.ts'

function fileWith(data: object) {
  return parseContent({ version: '2023-04-28', data: { snapshots: [], ...data }, exporter: {}, settings: { key: 'phx_x' } })
}

test('a file says who and what was recorded, and holds notes; anything else in it is left out', () => {
  const note = { at: 5, text: 'Look', created_at: '2026-11-30T10:00:00Z', author: 'Ada', onclick: 'x' }
  const person = { name: 'Ada', distinct_ids: ['a'], properties: { email: 'ada@example.com' } }
  expect(fileWith({ id: 'abc', person, notes: [note], allowedHosts: ['evil.example'] })).toEqual({
    facts: {
      recordingId: 'abc',
      personName: 'Ada',
      notes: [{ id: '0', at: 5, text: 'Look', createdAt: '2026-11-30T10:00:00Z' }],
      source: 'replay-desk',
    },
    values: [],
  })
})

test('texts and notes of a file are bounded, and read in their own direction', () => {
  const notes = Array.from({ length: 5000 }, () => ({ at: 0, text: 'x'.repeat(100_000) }))
  const content = fileWith({ id: 'i'.repeat(10_000), person: { name: `a\u202Eb${'n'.repeat(10_000)}` }, notes })
  if (!('facts' in content)) throw new Error('Not read')
  const { recordingId, personName, notes: read } = content.facts
  expect(recordingId?.length).toBe(301)
  expect(personName).toMatch(/^ab/)
  expect(personName?.length).toBe(301)
  expect(read).toHaveLength(1000)
  expect(new Set(read.map(({ text }) => text.length))).toEqual(new Set([5001]))
})

test.each([[{ at: -1, text: 'x' }], [{ at: '5', text: 'x' }], [{ at: 5, text: { html: 'x' } }], [null], ['x']])(
  'what is no note is left out: %j',
  (note) => {
    expect(fileWith({ notes: [note] })).toMatchObject({ facts: { notes: [] } })
  },
)
