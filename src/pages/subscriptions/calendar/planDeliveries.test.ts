import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Delivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { dayMs } from '#features/schedule/calendar.ts'
import { defaultScheduleRules } from '#features/schedule/scheduleRules.ts'
import { analyze, type AnalyzedSubscription } from '../analyzeSubscription.ts'
import { dayMessage } from './dayMessages.ts'
import { hourSentences, quietHours } from './hourMessages.ts'
import { addToPlan, emptyPlan, inOrder, type Plan, type PlanRange } from './planDeliveries.ts'

const now = Date.parse('2026-03-09T00:00:00Z') // a Monday
const range: PlanRange = { now, from: now, to: now + 7 * dayMs, zone: 'UTC', scheduleRules: defaultScheduleRules }
const context = { now, zone: null, scheduleRules: defaultScheduleRules, ownDomains: [], duplicates: new Map() }

let ids = 0

/** Delivers at `time` every day from today to `to` recipients. */
function daily(time: string, to = 1, fields: Record<string, unknown> = {}): AnalyzedSubscription {
  ids += 1
  const raw = {
    id: ids,
    title: `At ${time}`,
    frequency: 'daily',
    interval: 1,
    start_date: `2026-01-01T${time}Z`,
    next_delivery_date: `2026-03-09T${time}Z`,
    target_type: 'email',
    target_value: Array.from({ length: to }, (_, index) => `p${index}@a.example`).join(),
    ...fields,
  }
  return analyze(v.parse(Subscription, raw), context)
}

function planOf(all: readonly AnalyzedSubscription[], more: Partial<PlanRange> = {}): Plan {
  const plan = emptyPlan()
  for (const one of all) addToPlan(plan, one, { ...range, ...more })
  return plan
}

function firstDay(plan: Plan) {
  return plan.days.get(now / dayMs)
}

test('a day counts deliveries, confirmed ones and messages', () => {
  const plan = planOf([daily('09:00:00', 3), daily('10:30:00', 5)])
  expect(plan.total).toBe(14)
  expect(plan.days.size).toBe(7)
  expect(firstDay(plan)).toMatchObject({ confirmed: 2, messages: 8 })
  expect(plan.days.get(now / dayMs + 1)).toMatchObject({ confirmed: 0, messages: 8 })
})

test('deliveries in the same minute collide, a minute apart they don’t', () => {
  const plan = planOf([daily('09:00:00'), daily('09:00:40'), daily('09:01:00')])
  expect(plan.hours[9]).toBe(3)
  expect(plan.peaks[9]).toBe(2)
  expect(plan.peaks[10]).toBe(0)
})

test('the same minute on other days is no collision, and days of a weekday are counted together', () => {
  const plan = planOf([daily('09:00:00')], { to: now + 14 * dayMs })
  expect(plan.hours[9]).toBe(2)
  expect(plan.peaks[9]).toBe(1)
  expect(plan.hours[6 * 24 + 9]).toBe(2)
})

test('deliveries in the first minute of an hour count as on the hour', () => {
  const plan = planOf([daily('09:00:00'), daily('09:00:40'), daily('09:01:00'), daily('10:59:00')])
  expect(plan.onTheHour).toBe(14)
})

test('days and hours are local to the selected zone', () => {
  const late = daily('23:30:00')
  const plan = planOf([late, daily('23:30:10')], { zone: 'Europe/Berlin' })
  expect(firstDay(plan)).toBeUndefined()
  expect(plan.days.get(now / dayMs + 1)?.planned).toHaveLength(2)
  expect(plan.hours[24 + 0]).toBe(2) // Tuesday at 0:30
  expect(plan.peaks[24 + 0]).toBe(2)
})

test('past deliveries and those from the end on are left out', () => {
  const plan = planOf([daily('09:00:00')], { from: now - 3 * dayMs, to: now + dayMs + 9 * 3_600_000 })
  expect([...plan.days.keys()]).toEqual([now / dayMs])
})

test('past days have what was sent and how it went, apart from what is planned', () => {
  const sent = (time: string, status: string) => v.parse(Delivery, { id: time, status, finished_at: `2026-03-${time}Z` })
  const recentDeliveries = [sent('08T09:00:10', 'failed'), sent('07T09:00:10', 'completed'), sent('01T09:00:10', 'completed')]
  const plan = planOf([{ ...daily('09:00:00', 3), recentDeliveries }], { from: now - 3 * dayMs, to: now + dayMs })
  expect(plan).toMatchObject({ total: 1, totalSent: 2 })
  expect(plan.days.get(now / dayMs - 1)).toMatchObject({ planned: [], failed: 1, messages: 0 })
  const [one] = plan.days.get(now / dayMs - 2)?.sent ?? []
  expect(one).toMatchObject({ outcome: 'delivered', at: Date.parse('2026-03-07T09:00:10Z') })
  expect([...plan.days.keys()].map((day) => dayMessage(plan.days.get(day), false, 'all'))).toEqual([
    '1 delivery sent, 1 failed',
    '1 delivery sent',
    '1 delivery, 1 confirmed, 3 messages',
  ])
  expect((['none', 'some', 'all'] as const).map((past) => dayMessage(undefined, true, past))).toEqual([
    'Not recorded',
    'Not checked',
    'No deliveries',
  ])
})

test('paused and ended subscriptions are not planned', () => {
  expect(planOf([daily('09:00:00', 1, { enabled: false }), daily('09:00:00', 1, { deleted: true })]).total).toBe(0)
})

test('a day is sorted by time, then by name', () => {
  const plan = planOf([daily('10:00:00'), daily('09:00:00', 1, { title: 'B' }), daily('09:00:00', 1, { title: 'A' })])
  const day = firstDay(plan)
  expect(day && inOrder(day).map(({ analyzed }) => analyzed.name)).toEqual(['A', 'B', 'At 10:00:00'])
})

test('sentences name the busiest hour, collisions and quiet hours', () => {
  expect(hourSentences(emptyPlan())).toEqual([])
  expect(hourSentences(planOf([daily('09:00:00'), daily('09:00:00'), daily('10:15:00')]))).toEqual([
    'Busiest: Monday 9:00 AM, 2 deliveries, up to 2 in the same minute.',
    '67% start on the hour.',
    'No deliveries 11:00 AM–9:00 AM on any day.',
  ])
})

test('quiet hours are the longest run without deliveries on any weekday, across midnight too', () => {
  const busy = (...slots: number[]) => Array.from({ length: 168 }, (_, slot) => (slots.includes(slot) ? 1 : 0))
  expect(quietHours(busy())).toBeNull()
  expect(quietHours(busy(...Array.from({ length: 24 }, (_, hour) => hour)))).toBeNull()
  expect(quietHours(busy(8, 24 + 12, 6 * 24 + 20))).toEqual({ from: 21, to: 8 })
  expect(quietHours(busy(0, 10, 23))).toEqual({ from: 11, to: 23 })
})
