import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { ScheduleRules } from './scheduleRules.ts'
import { detectScheduleRules } from './detectScheduleRules.ts'
import { forecastDeliveries, type ForecastOptions } from './forecastDeliveries.ts'
import { stateOf } from './stateOf.ts'

const now = Date.parse('2026-01-15T12:00:00Z')
const at = (iso: string) => Date.parse(iso)

function read(fields: object): Subscription {
  return v.parse(Subscription, { id: 1, frequency: 'daily', interval: 1, start_date: '2025-06-02T09:00:00Z', ...fields })
}

function forecast(fields: object, options: Partial<ForecastOptions> = {}) {
  const { upcoming, ...rest } = forecastDeliveries(read(fields), { now, limit: 3, ...options })
  return {
    ...rest,
    upcoming: upcoming.map(
      (one) => `${one.isConfirmed ? 'confirmed' : 'predicted'} ${new Date(one.at).toISOString().slice(0, 16)}`,
    ),
  }
}

test('the first delivery is the server’s date, the rest follow the schedule', () => {
  const { upcoming, disagreement, hasMore } = forecast({ next_delivery_date: '2026-01-16T09:00:20Z' })
  expect(upcoming).toEqual(['confirmed 2026-01-16T09:00', 'predicted 2026-01-17T09:00', 'predicted 2026-01-18T09:00'])
  expect([disagreement, hasMore]).toEqual([null, true])
})

test('a delivery within the next fifteen minutes is upcoming', () => {
  const soon = at('2026-01-16T08:50:00Z')
  const { upcoming, disagreement } = forecast({ next_delivery_date: '2026-01-16T09:00:00Z' }, { now: soon, limit: 2 })
  expect(upcoming).toEqual(['confirmed 2026-01-16T09:00', 'predicted 2026-01-17T09:00'])
  expect(disagreement).toBeNull()
})

test('without a date from the server, all dates are predicted', () => {
  expect(forecast({}).upcoming[0]).toBe('predicted 2026-01-16T09:00')
})

test('if the server plans nothing, nothing is predicted and the disagreement is reported', () => {
  const { upcoming, disagreement } = forecast({ next_delivery_date: null })
  expect(upcoming).toEqual([])
  expect(disagreement).toEqual({ server: null, expected: at('2026-01-16T09:00:00Z') })
  expect(forecast({ next_delivery_date: null, count: 5 }).disagreement).toBeNull()
})

test('a date that is not in the schedule is reported with the expected one', () => {
  const expected = at('2026-01-16T09:00:00Z')
  const server = (iso: string) => forecast({ next_delivery_date: iso }).disagreement
  expect(server('2026-01-16T10:00:00Z')).toEqual({ server: at('2026-01-16T10:00:00Z'), expected })
  expect(server('2026-01-16T09:01:00Z')).toBeNull()
  expect(server('2026-01-16T09:01:01Z')).not.toBeNull()
  expect(server('2026-01-18T09:00:00Z')).toEqual({ server: at('2026-01-18T09:00:00Z'), expected })
})

test('a past date is overdue after an hour, and predictions start from now', () => {
  const late = forecast({ next_delivery_date: '2026-01-14T09:00:00Z' })
  expect(late).toMatchObject({ overdueSince: at('2026-01-14T09:00:00Z'), disagreement: null })
  expect(late.upcoming[0]).toBe('predicted 2026-01-16T09:00')
  const busy = at('2026-01-15T09:40:00Z')
  expect(forecast({ next_delivery_date: '2026-01-15T09:00:00Z' }, { now: busy }).overdueSince).toBeNull()
})

test('paused and ended subscriptions deliver nothing', () => {
  const date = { next_delivery_date: '2020-01-14T09:00:00Z' }
  expect(forecast({ ...date, enabled: false })).toMatchObject({
    upcoming: [],
    inactiveReason: 'paused',
    overdueSince: null,
    disagreement: null,
  })
  expect(forecast({ ...date, deleted: true })).toMatchObject({ upcoming: [], inactiveReason: 'deleted', overdueSince: null })
})

test('an unreadable schedule still has the server’s date', () => {
  const odd = forecast({ frequency: 'fortnightly', next_delivery_date: '2026-01-16T09:00:00Z' })
  expect(odd).toMatchObject({ upcoming: ['confirmed 2026-01-16T09:00'], unreadable: { field: 'frequency' } })
})

test('a range holds only its own deliveries', () => {
  const date = { next_delivery_date: '2026-01-16T09:00:00Z' }
  const days = (from: string, to: string) => forecast(date, { from: at(from), to: at(to), limit: 10 }).upcoming
  expect(days('2026-01-01', '2026-01-18')).toEqual(['confirmed 2026-01-16T09:00', 'predicted 2026-01-17T09:00'])
  expect(days('2026-02-01', '2026-02-02')).toEqual(['predicted 2026-02-01T09:00'])
  expect(days('2025-12-01', '2026-01-01')).toEqual([])
})

test('the server’s fields decide the state first', () => {
  const state = (fields: object) => stateOf(read(fields), now)
  expect(state({ deleted: true, enabled: false })).toBe('deleted')
  expect(state({ enabled: false, next_delivery_date: null })).toBe('paused')
  expect(state({ next_delivery_date: '2026-01-14T09:00:00Z' })).toBe('overdue')
  expect(state({ next_delivery_date: '2026-01-16T09:00:00Z' })).toBe('active')
  expect(state({ next_delivery_date: null })).toBe('ended')
  expect([state({}), state({ count: 2 }), state({ frequency: 'odd' })]).toEqual(['active', 'ended', 'active'])
})

const zone = 'Europe/Berlin'
const utc: ScheduleRules = { positions: 'any', anchor: null }

/** Starts in summer at 9:00 UTC, 11:00 in Berlin; in winter a server that follows Berlin delivers at 10:00 UTC. */
const summer = (next: string) => read({ next_delivery_date: next })

test('the server’s dates reveal that it follows the project’s zone', () => {
  const anchored = { ...utc, anchor: zone }
  expect(detectScheduleRules([summer('2026-01-16T10:00:00Z')], zone, now)).toEqual(anchored)
  expect(detectScheduleRules([summer('2026-01-16T09:00:00Z')], zone, now)).toEqual(utc)
  expect(detectScheduleRules([summer('2026-01-16T09:30:00Z')], zone, now)).toEqual(utc)
  expect(detectScheduleRules([summer('2026-01-16T10:00:00Z')], null, now)).toEqual(utc)
  expect(detectScheduleRules([], zone, now)).toEqual(utc)
  const majority = [summer('2026-01-16T10:00:00Z'), summer('2026-01-16T10:00:00Z'), summer('2026-01-16T09:00:00Z')]
  expect(detectScheduleRules(majority, zone, now)).toEqual(anchored)
})

test('a weekday that differs in UTC reveals the zone without a clock change', () => {
  // 8:00 on Monday in Tokyo is 23:00 on Sunday in UTC.
  const monday = { frequency: 'weekly', byweekday: ['monday'], start_date: '2025-12-07T23:00:00Z' }
  const next = (iso: string) => detectScheduleRules([read({ ...monday, next_delivery_date: iso })], 'Asia/Tokyo', now).anchor
  expect(next('2026-01-18T23:00:00Z')).toBe('Asia/Tokyo')
  expect(next('2026-01-19T23:00:00Z')).toBeNull()
})

test('predictions follow the zone that the server follows', () => {
  const anchored: ScheduleRules = { ...utc, anchor: zone }
  const date = { next_delivery_date: '2026-03-28T10:00:00Z' }
  const march = forecast(date, { now: at('2026-03-28T06:00:00Z'), scheduleRules: anchored })
  expect(march.upcoming).toEqual(['confirmed 2026-03-28T10:00', 'predicted 2026-03-29T09:00', 'predicted 2026-03-30T09:00'])
  expect(march.disagreement).toBeNull()
  expect(forecast(date, { now: at('2026-03-28T06:00:00Z') }).disagreement).not.toBeNull()
})

test('the server’s dates reveal whether positions apply to all frequencies', () => {
  const weekly = { frequency: 'weekly', byweekday: ['monday', 'friday'], bysetpos: -1 }
  const next = (iso: string) => detectScheduleRules([read({ ...weekly, next_delivery_date: iso })], null, now).positions
  expect(next('2026-01-16T09:00:00Z')).toBe('any') // a Friday: the same by both rules
  expect(next('2026-01-19T09:00:00Z')).toBe('any') // a Monday, but it skips a Friday
  const monday = at('2026-01-18T12:00:00Z')
  const later = (iso: string) => detectScheduleRules([read({ ...weekly, next_delivery_date: iso })], null, monday).positions
  expect(later('2026-01-19T09:00:00Z')).toBe('monthly')
  expect(later('2026-01-23T09:00:00Z')).toBe('any')
})
