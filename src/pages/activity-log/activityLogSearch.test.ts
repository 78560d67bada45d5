import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActivityEntry } from '#storage/activityLog.ts'
import { findEntries, activityLogSearch } from './activityLogSearch.ts'

const here = { host: 'https://one.example', projectId: '1' }

function entry(id: string, more: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id,
    at: '2026-11-01T10:00:00.000Z',
    connectionId: 'c',
    ...here,
    projectName: 'Shop',
    owner: 'Ada',
    action: 'shared',
    kind: 'recording',
    subject: `recording-${id}`,
    subjectName: null,
    outcome: 'done',
    detail: null,
    linkEnd: null,
    ...more,
  }
}

function found(entries: ActivityEntry[], params: Record<string, string>): string[] {
  return findEntries(entries, activityLogSearch.read(new URLSearchParams(params)), here).map(({ id }) => id)
}

test('newest first, this project unless all projects are selected', () => {
  const entries = [entry('a'), entry('b', { projectId: '2' }), entry('c', { host: 'https://two.example' }), entry('d')]
  expect(found(entries, {})).toEqual(['d', 'a'])
  expect(found(entries, { where: 'all' })).toEqual(['d', 'c', 'b', 'a'])
})

test('another connection to the same project shares its activity', () => {
  expect(found([entry('a', { connectionId: 'x' })], {})).toEqual(['a'])
})

test('action, outcome and text filter together', () => {
  const entries = [
    entry('a', { action: 'revoked', outcome: 'failed', detail: 'The plan does not allow it.' }),
    entry('b', { action: 'revoked', linkEnd: 'x7Qa' }),
    entry('c', { subjectName: 'Grace Hopper' }),
  ]
  expect(found(entries, { action: 'revoked' })).toEqual(['b', 'a'])
  expect(found(entries, { action: 'revoked', outcome: 'failed' })).toEqual(['a'])
  expect(found(entries, { text: ' X7qa ' })).toEqual(['b'])
  expect(found(entries, { text: 'hopper' })).toEqual(['c'])
  expect(found(entries, { text: 'PLAN', outcome: 'done' })).toEqual([])
})

test('any address can be read', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('action', 'outcome', 'where', 'text', 'limit', 'offset'), fc.string()),
      (params) => {
        expect(() => activityLogSearch.read(new URLSearchParams(params))).not.toThrow()
      },
    ),
  )
})
