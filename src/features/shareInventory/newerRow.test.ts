import { expect, test } from 'vitest'
import type { Sharing } from '#api/sharing/sharing.ts'
import { newerRow } from './newerRow.ts'
import { publicRow as row } from '#storage/shareRow.fixture.ts'

const on: Sharing = {
  enabled: true,
  accessToken: 'AbCdEfGhIjKlMnOp',
  createdAt: null,
  passwordRequired: false,
  userAccessLevel: null,
}
const off: Sharing = { ...on, enabled: false }
const before = Date.parse('2026-09-17T11:00:00.000Z')
const after = Date.parse('2026-09-17T13:00:00.000Z')

test('an older answer changes nothing, a newer one does', () => {
  expect(newerRow(row, { data: off, dataUpdatedAt: before }, false)).toBeNull()
  expect(newerRow(row, { data: off, dataUpdatedAt: after }, false)).toMatchObject({ state: 'closed', isClosedHere: true })
  expect(newerRow(row, { data: on, dataUpdatedAt: after }, false)).toBeNull()
  expect(newerRow(row, undefined, false)).toBeNull()
})

test('an answer that has just arrived counts even if the clock was set back', () => {
  expect(newerRow(row, { data: off, dataUpdatedAt: before }, true)).toMatchObject({ state: 'closed' })
})
