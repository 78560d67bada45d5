import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Delivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { defaultScheduleRules } from '#features/schedule/scheduleRules.ts'
import { analyze, type AnalyzedSubscription } from '../analyzeSubscription.ts'
import { subscriptionsCsv, subscriptionsJson } from './tableFile.ts'

const now = Date.parse('2026-03-09T00:00:00Z')
const connection = { host: 'https://posthog.example', projectId: '1', projectName: '=Shop', zone: 'Europe/Berlin' }
const facts = { connection, coverage: 'all subscriptions loaded', now, scheduleRules: defaultScheduleRules }

function one(id: number, fields: Record<string, unknown> = {}): AnalyzedSubscription {
  const raw = {
    id,
    title: '=cmd()',
    frequency: 'daily',
    interval: 1,
    start_date: '2026-01-01T09:00:00Z',
    next_delivery_date: '2026-03-09T09:00:00Z',
    target_type: 'email',
    target_value: 'a@b.example,c@d.example',
    ...fields,
  }
  return analyze(v.parse(Subscription, raw), {
    now,
    zone: null,
    scheduleRules: defaultScheduleRules,
    ownDomains: [],
    duplicates: new Map(),
  })
}

test('a CSV has one row per subscription with coverage and time zone, and runs no formula', async () => {
  const [head, first, second, rest] = (await (await subscriptionsCsv([one(1), one(2)], facts)).text()).split('\r\n')
  expect(head).toMatch(/^id,name,.*,time_zone,coverage,exported_at$/)
  for (const row of [first, second]) {
    expect(row).toContain(",'=cmd(),")
    expect(row).toContain(",'=Shop,")
    expect(row).toContain('"a@b.example; c@d.example"')
    expect(row).toContain(',UTC,all subscriptions loaded,2026-03-09T00:00:00.000Z')
  }
  expect(rest).toBe('')
})

test('a JSON file is always valid and includes last deliveries', async () => {
  const lastDelivery = v.parse(Delivery, { id: 'd', status: 'failed', finished_at: '2026-03-08T09:00:10Z' })
  const odd = v.parse(Delivery, { id: 'o', status: 'deferred' })
  const read = async (shown: readonly AnalyzedSubscription[]) => JSON.parse(await (await subscriptionsJson(shown, facts)).text())
  expect(await read([])).toMatchObject({ kind: 'replay-desk-subscriptions', time_zone: 'UTC', subscriptions: [] })
  expect(
    await read([one(1), { ...one(2), lastDelivery }, { ...one(3), lastDelivery: null }, { ...one(4), lastDelivery: odd }]),
  ).toMatchObject({
    coverage: 'all subscriptions loaded',
    subscriptions: [
      { id: '1', name: '=cmd()', next_is: 'confirmed', last_delivery: null, last_delivery_was: 'not checked' },
      { id: '2', last_delivery: '2026-03-08T09:00:10.000Z', last_delivery_was: 'failed' },
      { id: '3', last_delivery_was: 'none yet' },
      { id: '4', last_delivery_was: 'deferred' },
    ],
  })
})

test('an empty file still names its source', async () => {
  expect(await (await subscriptionsCsv([], facts)).text()).toMatch(/^host,/)
})
