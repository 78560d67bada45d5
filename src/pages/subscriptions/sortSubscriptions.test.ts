import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { defaultScheduleRules } from '#features/schedule/scheduleRules.ts'
import { analyze } from './analyzeSubscription.ts'
import { sortSubscriptions } from './sortSubscriptions.ts'

const context = { now: 0, zone: null, scheduleRules: defaultScheduleRules, ownDomains: [], duplicates: new Map() }

const all = [
  { id: 10, title: 'Report 10', created_by: { first_name: 'Zoë' }, next_delivery_date: '2026-01-02T00:00:00Z' },
  { id: 2, title: 'report 2', created_by: { first_name: 'zoe', last_name: 'A' } },
  { id: 3, title: 'Émile', created_by: null, next_delivery_date: '2026-01-01T00:00:00Z' },
  { id: 4, title: 'Eve', created_by: { first_name: 'Ann' }, target_type: 'email', target_value: 'a@b.example,c@d.example' },
].map((raw) => analyze(v.parse(Subscription, raw), context))

test.each(['asc', 'desc'] as const)('the old date of a paused or ended subscription is ignored in sorting, %s', (direction) => {
  const oldDate = { next_delivery_date: '2025-12-31T00:00:00Z' }
  const idle = [
    { id: 1, enabled: false, ...oldDate },
    { id: 5, deleted: true, ...oldDate },
  ].map((raw) => analyze(v.parse(Subscription, raw), context))
  const ids = sortSubscriptions([...idle, ...all.slice(0, 1)], { order: 'next', direction }).map(
    ({ subscription }) => subscription.id,
  )
  expect(ids).toEqual(['10', '1', '5'])
})

test.each([
  ['title', 'asc', ['3', '4', '2', '10']],
  ['title', 'desc', ['10', '2', '4', '3']],
  ['owner', 'asc', ['4', '10', '2', '3']],
  ['owner', 'desc', ['2', '10', '4', '3']],
  ['next', 'asc', ['3', '10', '2', '4']],
  ['next', 'desc', ['10', '3', '2', '4']],
  ['recipients', 'desc', ['4', '2', '3', '10']],
  ['created', 'asc', ['2', '3', '4', '10']],
] as const)('by %s, %s: ignores case and accents, numbers by value, missing last', (order, direction, ids) => {
  expect(sortSubscriptions(all, { order, direction }).map(({ subscription }) => subscription.id)).toEqual(ids)
})
