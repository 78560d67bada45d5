import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { defaultScheduleRules } from '#features/schedule/scheduleRules.ts'
import { filterSubscriptions } from './filterSubscriptions.ts'
import { analyze } from './analyzeSubscription.ts'
import { serverFilter } from './serverFilter.ts'
import { type SubscriptionsSearch, subscriptionsSearch } from './subscriptionsSearch.ts'

const ann = '0191d0f0-0000-7000-8000-000000000001'

function searchOf(fields: Partial<SubscriptionsSearch>): SubscriptionsSearch {
  return { ...subscriptionsSearch.defaults, ...fields }
}

test('supported filters are sent to the server, with the sort order of the URL', () => {
  expect(serverFilter(searchOf({ text: 'a b', owner: ann, target: 'slack', resource: 'insight 12' }))).toEqual({
    search: 'a b',
    createdBy: ann,
    targetType: 'slack',
    insight: '12',
    ordering: 'next_delivery_date',
  })
  expect(serverFilter(searchOf({ resource: 'dashboard 3', order: 'title', direction: 'desc' }))).toEqual({
    dashboard: '3',
    ordering: '-title',
  })
  expect(serverFilter(searchOf({ resource: 'ai_prompt', order: 'recipients' }))).toEqual({ resourceType: 'ai_prompt' })
})

test.each<[string, Partial<SubscriptionsSearch>]>([
  ['nothing', {}],
  ['a sort order only', { order: 'title' }],
  ['an owner without an ID', { owner: 'ann@acme.example' }],
  ['a target that the newest servers reject', { target: 'webhook' }],
  ['a resource without a number', { resource: 'insight abc' }],
  ['filters of the browser only', { state: 'overdue', problems: 'only', frequency: 'daily', recipient: 'email:a@b.example' }],
])('no filter is sent to the server for %s', (_name, fields) => {
  expect(serverFilter(searchOf(fields))).toBeNull()
})

test('the same filters apply in the browser', () => {
  const subscription = v.parse(Subscription, {
    id: 1,
    title: 'Weekly numbers',
    insight: 12,
    target_type: 'email',
    target_value: 'bob@acme.example',
    frequency: 'daily',
    created_by: { id: 5, uuid: ann, email: 'ann@acme.example' },
  })
  const context = { now: 0, zone: null, scheduleRules: defaultScheduleRules, ownDomains: [], duplicates: new Map() }
  const analyzed = analyze(subscription, context)
  const wanted = (fields: Partial<SubscriptionsSearch>) => filterSubscriptions([analyzed], searchOf(fields)).length === 1
  expect(wanted({ text: 'NUMBERS', owner: ann, target: 'email', resource: 'insight', frequency: 'daily' })).toBe(true)
  expect(wanted({ owner: 'ann@acme.example', resource: 'insight 12', recipient: 'email:bob@acme.example' })).toBe(true)
  for (const fields of [
    { text: 'orders' },
    { owner: 'none' },
    { target: 'slack' },
    { resource: 'insight 13' },
    { resource: 'dashboard' },
    { resource: 'ai_prompt' },
    { recipient: 'email:ann@acme.example' },
    { frequency: 'weekly' },
    { state: 'deleted' },
  ] as const) {
    expect(wanted(fields), JSON.stringify(fields)).toBe(false)
  }
})
