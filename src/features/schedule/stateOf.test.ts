import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { defaultScheduleRules } from './scheduleRules.ts'
import { createDuplicateFinder } from './duplicates.ts'
import { lintSubscription } from './lintSubscription.ts'
import { nextDeliveries } from './nextDeliveries.ts'
import { stateOf } from './stateOf.ts'

const now = Date.parse('2026-01-15T12:00:00Z')

function subscription(fields: object): Subscription {
  return v.parse(Subscription, {
    id: 1,
    insight: 7,
    frequency: 'daily',
    interval: 1,
    start_date: '2025-06-02T09:00:00Z',
    next_delivery_date: '2026-01-16T09:00:00Z',
    target_type: 'email',
    target_value: 'ann@acme.example',
    created_by: { uuid: 'u' },
    ...fields,
  })
}

test.each([
  ['active', {}],
  ['active', { enabled: null }],
  ['active', { next_delivery_date: '2026-01-15T11:30:00Z' }],
  ['overdue', { next_delivery_date: '2026-01-15T10:30:00Z' }],
  ['paused', { enabled: false, next_delivery_date: '2026-01-15T10:30:00Z' }],
  ['deleted', { deleted: true, enabled: false }],
  ['ended', { next_delivery_date: null }],
  ['ended', { next_delivery_date: undefined, count: 3 }],
  ['active', { next_delivery_date: undefined, frequency: 'fortnightly' }],
  ['active', { next_delivery_date: undefined }],
])('is %s with %j', (state, fields) => {
  expect(stateOf(subscription(fields), now)).toBe(state)
})

test('a delivery in exactly fifteen minutes is not the next one', () => {
  const at = Date.parse('2026-01-16T09:00:00Z')
  const leadMs = 15 * 60_000
  expect(nextDeliveries(subscription({}), 1, at - leadMs).times).toEqual([at + 86_400_000])
  expect(nextDeliveries(subscription({}), 1, at - leadMs - 1).times).toEqual([at])
})

test('no shift is reported if schedules follow the zone or the clock change moves no delivery', () => {
  const march = Date.parse('2026-03-10T12:00:00Z')
  const shifts = (fields: object, anchor: string | null) =>
    lintSubscription(subscription({ next_delivery_date: undefined, ...fields }), {
      now: march,
      zone: 'Europe/Berlin',
      scheduleRules: { ...defaultScheduleRules, anchor },
      ownDomains: [],
      duplicates: new Map(),
    }).filter(({ id }) => id === 'clock-shift').length
  expect(shifts({}, null)).toBe(1)
  expect(shifts({}, 'Europe/Berlin')).toBe(0)
  expect(shifts({ enabled: false }, null)).toBe(0)
  expect(shifts({ until_date: '2026-03-20T09:00:00Z' }, null)).toBe(0)
})

test('a finished subscription is no duplicate, and seconds are ignored', () => {
  const twins = (fields: object) => {
    const finder = createDuplicateFinder(defaultScheduleRules)
    for (const one of [subscription({}), subscription({ id: 2, ...fields })]) finder.add(one)
    return finder.index().size
  }
  expect(twins({ start_date: '2025-07-01T09:00:20Z' })).toBe(2)
  expect(twins({ next_delivery_date: null })).toBe(0)
  expect(twins({ enabled: false })).toBe(0)
  expect(twins({ deleted: true })).toBe(0)
})
