import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { upsertRow } from './upsertRow.ts'

const current = v.parse(Subscription, { id: 2, title: 'Now' })
const previous = [1, 2].map((id) => v.parse(Subscription, { id, title: 'Then' }))

test('a row is replaced or appended, once', () => {
  expect(upsertRow(previous, current)).toEqual([previous[0], current])
  expect(upsertRow(previous.slice(0, 1), current)).toEqual([previous[0], current])
  expect(upsertRow([], current)).toEqual([current])
})
