import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { nextShift, shiftBetween } from './clockShift.ts'
import { detectScheduleRules, detectScheduleRulesInSlices } from './detectScheduleRules.ts'
import { defaultScheduleRules } from './scheduleRules.ts'
import { isUnreadable, readRule, type Rule } from './readRule.ts'
import { changeAfter, offsetAt } from './zoneTime.ts'

const dayMs = 86_400_000
const spring = Date.parse('2026-03-29T01:00:00Z')
const autumn = Date.parse('2026-10-25T01:00:00Z')

function ruleOf(raw: object): Rule {
  const rule = readRule(v.parse(Subscription, { id: 1, interval: 1, ...raw }), defaultScheduleRules)
  if (isUnreadable(rule)) throw new Error(rule.field)
  return rule
}

test('a clock change is the first instant of the new time, found only by a search from before it', () => {
  expect(changeAfter(spring - 1, spring + dayMs, 'Europe/Berlin')).toBe(spring)
  expect(changeAfter(spring, autumn, 'Europe/Berlin')).toBeNull()
  expect(changeAfter(spring, autumn + 1, 'Europe/Berlin')).toBe(autumn)
  expect(offsetAt(spring, 'Europe/Berlin') - offsetAt(spring - 1, 'Europe/Berlin')).toBe(3_600_000)
})

test('cached clock changes are not used for other times, in any order of calls', () => {
  for (const from of [autumn, spring, spring - dayMs, autumn - 1, spring - 1]) {
    const next = from < spring ? spring : from < autumn ? autumn : Date.parse('2027-03-28T01:00:00Z')
    expect(changeAfter(from, from + 300 * dayMs, 'Europe/Paris')).toBe(next)
  }
  expect(changeAfter(spring + 1, spring + dayMs, 'Europe/Paris')).toBeNull()
})

test('a shift names the last clock change before the delivery that it moves', () => {
  const yearly = ruleOf({ frequency: 'yearly', start_date: '2025-07-01T09:00:00Z' })
  const winter = Date.parse('2025-01-15T09:00:00Z')
  expect(nextShift(yearly, null, 'Europe/Berlin', winter, winter + 400 * dayMs)).toMatchObject({
    at: Date.parse('2025-03-30T01:00:00Z'),
    by: 3_600_000,
  })
  const rule = ruleOf({ frequency: 'yearly', start_date: '2024-07-01T09:00:00Z' })
  const late = Date.parse('2024-11-15T09:00:00Z')
  expect(nextShift(rule, null, 'Europe/Berlin', late, late + 400 * dayMs)).toEqual({
    at: Date.parse('2025-03-30T01:00:00Z'),
    first: Date.parse('2025-07-01T09:00:00Z'),
    by: 3_600_000,
  })
  const summer = Date.parse('2024-07-01T09:00:00Z')
  expect(nextShift(rule, null, 'Europe/Berlin', summer, summer + 400 * dayMs)).toBeNull()
})

test('a shift after three clock changes has the date of the last one', () => {
  const rule = ruleOf({ frequency: 'monthly', interval: 16, start_date: '2025-01-15T09:00:00Z' })
  const first = Date.parse('2025-01-15T09:00:00Z')
  expect(nextShift(rule, null, 'Europe/Berlin', first, first + 600 * dayMs)).toEqual({
    at: Date.parse('2026-03-29T01:00:00Z'),
    first: Date.parse('2026-05-15T09:00:00Z'),
    by: 3_600_000,
  })
})

function daily(id: number, anchored: boolean, more: object = {}) {
  const next = anchored ? '2026-07-02T07:00:00Z' : '2026-07-02T08:00:00Z'
  return v.parse(Subscription, {
    id,
    frequency: 'daily',
    interval: 1,
    start_date: '2026-01-05T08:00:00Z',
    next_delivery_date: next,
    ...more,
  })
}

test('schedule rules follow the majority of active subscriptions, in slices as in one go', async () => {
  const now = Date.parse('2026-07-01T12:00:00Z')
  const zone = 'Europe/Berlin'
  const anchored = { ...defaultScheduleRules, anchor: zone }
  const paused = { enabled: false }
  for (const [all, scheduleRules] of [
    [[daily(1, true), daily(2, true), daily(3, false)], anchored],
    [[daily(1, true), daily(2, false)], defaultScheduleRules],
    [[daily(1, true), daily(2, false, paused), daily(3, false, paused)], anchored],
    [[daily(1, true, paused)], defaultScheduleRules],
    [[daily(1, true, { deleted: true })], defaultScheduleRules],
  ] as const) {
    expect(detectScheduleRules(all, zone, now)).toEqual(scheduleRules)
    expect(await detectScheduleRulesInSlices(all, zone, now)).toEqual(scheduleRules)
  }
  expect(await detectScheduleRulesInSlices([daily(1, true)], null, now)).toEqual(defaultScheduleRules)
  await expect(detectScheduleRulesInSlices([daily(1, true)], zone, now, AbortSignal.abort('left'))).rejects.toBe('left')
})

test('between two deliveries the hour moves by the clock change of the viewed zone minus that of the schedule’s zone', () => {
  const hour = 3_600_000
  const before = spring - dayMs
  expect(shiftBetween(before, spring + dayMs, 'Europe/Berlin', null)).toBe(hour)
  expect(shiftBetween(before, spring + dayMs, null, null)).toBe(0)
  expect(shiftBetween(before, spring + dayMs - hour, 'Europe/Berlin', 'Europe/Berlin')).toBe(0)
  expect(shiftBetween(before, spring + dayMs - hour, null, 'Europe/Berlin')).toBe(-hour)
  expect(shiftBetween(autumn - dayMs, autumn + dayMs, 'Europe/Berlin', null)).toBe(-hour)
})
