import { expect, test } from 'vitest'
import type { SessionGroup } from '#api/recordings/sessionGroups.ts'
import { groupName, watchPath } from './groupText.ts'

const startedAt = Date.UTC(2026, 10, 2, 10)
const group: SessionGroup = {
  kind: 'exception',
  what: 'TypeError',
  detail: 'x is null',
  people: 2,
  lastAt: startedAt + 30_000,
  newest: { id: 'r1', metAt: startedAt + 20_000, startedAt },
  ids: ['r1', 'r2'],
}

test('a group is named for what happened', () => {
  expect(groupName(group)).toBe('TypeError: x is null')
  expect(groupName({ ...group, what: '' })).toBe('Exception: x is null')
  expect(groupName({ ...group, kind: 'rage click', what: 'Pay', detail: '/orders/:id' })).toBe('Pay on /orders/:id')
  expect(groupName({ ...group, kind: 'rage click', what: '', detail: '' })).toBe('Element without text on unknown page')
})

test('Watch starts three seconds before, or at the start if that is unknown or sooner', () => {
  expect(watchPath('1', group)).toBe('/project/1/recordings/r1?t=17')
  expect(watchPath('1', { ...group, newest: { ...group.newest, metAt: startedAt + 2000 } })).toBe('/project/1/recordings/r1')
  expect(watchPath('1', { ...group, newest: { ...group.newest, startedAt: null } })).toBe('/project/1/recordings/r1')
})
