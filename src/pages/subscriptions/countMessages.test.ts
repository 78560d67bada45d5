import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { AllRows } from '#api/http/walkPages.ts'
import { defaultScheduleRules } from '#features/schedule/scheduleRules.ts'
import { countMessage, coverageMessage } from './countMessages.ts'
import { analyze } from './analyzeSubscription.ts'

const context = { now: 0, zone: null, scheduleRules: defaultScheduleRules, ownDomains: [], duplicates: new Map() }

function walkOf(rows: Subscription[], kind: 'complete' | 'stopped' = 'complete'): AllRows<Subscription> {
  return { rows, total: rows.length, unreadable: 0, missing: 0, progress: { kind } }
}

const next_delivery_date = '2026-01-01T00:00:00Z'
const rows = [
  { id: 1, next_delivery_date },
  { id: 2, enabled: false, next_delivery_date },
  { id: 3, deleted: true },
].map((raw) => v.parse(Subscription, raw))
const all = walkOf(rows)

test('subscriptions ended in this session or found by a filter are not counted', () => {
  const other = v.parse(Subscription, { id: 4, next_delivery_date })
  const analyzed = [...rows, other].map((one) => analyze(one, context))
  expect(countMessage(all, analyzed)).toBe('2 subscriptions: 1 active, 1 paused.')
})

test('coverage includes ended subscriptions if they are shown', () => {
  expect(coverageMessage(all, null)).toBe('all subscriptions loaded')
  expect(coverageMessage(all, { all, isUnsupported: false })).toBe('all subscriptions loaded')
  expect(coverageMessage(all, { all, isUnsupported: true })).toContain('doesn’t list ended subscriptions')
  expect(coverageMessage(all, { all: walkOf(rows, 'stopped'), isUnsupported: false })).toContain(
    '3 of 3 ended subscriptions loaded',
  )
  expect(coverageMessage(walkOf(rows, 'stopped'), { all: undefined, isUnsupported: false })).toBe(
    'incomplete: 3 of 3 subscriptions loaded; 0 of an unknown number of ended subscriptions loaded',
  )
})
