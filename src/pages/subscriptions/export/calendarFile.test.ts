import * as v from 'valibot'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { defaultScheduleRules } from '#features/schedule/scheduleRules.ts'
import { forecastDeliveries } from '#features/schedule/forecastDeliveries.ts'
import { nextDeliveries } from '#features/schedule/nextDeliveries.ts'
import { analyze, type AnalyzedSubscription } from '../analyzeSubscription.ts'
import { calendarOfAll, calendarOfOne } from './calendarFile.ts'

const now = Date.parse('2026-03-10T12:00:00Z')
const to = Date.parse('2026-12-31T00:00:00Z')
const facts = {
  host: 'https://posthog.example',
  projectId: '1',
  projectName: 'Tea; and, coffee',
  zone: 'Europe/Berlin',
  coverage: 'all subscriptions loaded',
}
const range = { now, to, scheduleRules: defaultScheduleRules }

function analyzedOf(schedule: Record<string, unknown>): AnalyzedSubscription {
  const raw = { id: 7, title: 'A, b; "c"\n=d', target_type: 'email', target_value: 'a@b.example', interval: 1, ...schedule }
  const [next] = nextDeliveries(v.parse(Subscription, raw), 1, now).times
  const calendar = v.parse(Subscription, { ...raw, next_delivery_date: next === undefined ? null : new Date(next).toISOString() })
  return analyze(calendar, { now, zone: null, scheduleRules: defaultScheduleRules, ownDomains: [], duplicates: new Map() })
}

function eventsIn(text: string) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

function timesIn(text: string): number[] {
  return eventsIn(text).flatMap((event) => {
    if (!event.isRecurring()) return [event.startDate.toJSDate().getTime()]
    const times: number[] = []
    const each = event.iterator()
    for (let time = each.next(); time && time.toJSDate().getTime() < to; time = each.next()) times.push(time.toJSDate().getTime())
    return times
  })
}

const schedules: [string, Record<string, unknown>][] = [
  ['daily', { frequency: 'daily', start_date: '2026-01-01T09:00:00Z' }],
  ['every third day', { frequency: 'daily', interval: 3, start_date: '2026-01-02T09:30:00Z' }],
  [
    'every two weeks',
    { frequency: 'weekly', interval: 2, byweekday: ['wednesday', 'monday'], start_date: '2026-01-07T09:00:00Z' },
  ],
  ['weekly without a day', { frequency: 'weekly', start_date: '2026-01-04T23:00:00Z' }],
  ['the 31st', { frequency: 'monthly', start_date: '2026-01-31T09:00:00Z' }],
  [
    'last weekday',
    { frequency: 'monthly', byweekday: ['monday', 'tuesday', 'friday'], bysetpos: -1, start_date: '2026-01-01T09:00:00Z' },
  ],
  ['counted', { frequency: 'weekly', count: 14, start_date: '2026-01-05T09:00:00Z' }],
  ['until', { frequency: 'daily', until_date: '2026-04-01T09:00:00Z', start_date: '2026-01-05T09:00:00Z' }],
  [
    'counted and until',
    { frequency: 'daily', count: 90, until_date: '2026-03-20T09:00:00Z', start_date: '2026-01-05T09:00:00Z' },
  ],
  [
    'position in a week',
    { frequency: 'weekly', byweekday: ['monday', 'friday'], bysetpos: 2, start_date: '2026-01-05T09:00:00Z' },
  ],
]

test.each(schedules)('another parser reads the times of the engine: %s', async (_name, schedule) => {
  const analyzed = analyzedOf(schedule)
  const expected = forecastDeliveries(analyzed.subscription, { now, to, scheduleRules: defaultScheduleRules }).upcoming.map(
    ({ at }) => at,
  )
  expect(expected.length).toBeGreaterThan(1)
  expect(timesIn(await (await calendarOfAll(facts, [analyzed], range)).file.text())).toEqual(expected)
  expect(timesIn((await (await calendarOfOne(facts, analyzed, range))?.file.text()) ?? '')).toEqual(expected)
})

test('an event recurs only if one rule describes the schedule exactly', async () => {
  const isRecurring = async (index: number) =>
    (await calendarOfOne(facts, analyzedOf(schedules[index]?.[1] ?? {}), range))?.isRecurring
  expect(await Promise.all([0, 2, 6, 8, 9].map(isRecurring))).toEqual([true, true, true, false, false])
})

test('a recurring event keeps its ID in a later export', async () => {
  const analyzed = analyzedOf(schedules[0]?.[1] ?? {})
  const next = v.parse(Subscription, { ...Object(analyzed.subscription.raw), next_delivery_date: '2026-03-12T09:00:00Z' })
  const later = { ...analyzed, subscription: next }
  const idOf = async (one: AnalyzedSubscription, from: number) =>
    eventsIn((await (await calendarOfOne(facts, one, { ...range, now: from }))?.file.text()) ?? '').map(({ uid }) => uid)
  expect(await idOf(analyzed, now)).toEqual(['7-1@posthog.example'])
  expect(await idOf(later, now + 86_400_000)).toEqual(['7-1@posthog.example'])
})

test('a name with all special characters of the format survives as one line', async () => {
  const [event] = eventsIn(await (await calendarOfAll(facts, [analyzedOf(schedules[0]?.[1] ?? {})], range)).file.text())
  expect(event?.summary).toBe('A, b; "c" =d')
})

test.each([
  ['all', async () => await (await calendarOfAll(facts, [analyzedOf(schedules[0]?.[1] ?? {})], range)).file.text()],
  ['one', async () => (await (await calendarOfOne(facts, analyzedOf(schedules[0]?.[1] ?? {}), range))?.file.text()) ?? ''],
])('another parser reads coverage and time zone of the file of %s', async (_name, write) => {
  const calendar = new ICAL.Component(ICAL.parse(await write()))
  // This parser leaves escapes in properties outside RFC 5545.
  const stated = (name: string) => String(calendar.getFirstPropertyValue(name)).replaceAll(/\\([\\;,])/g, '$1')
  expect(stated('x-wr-calname')).toBe('Subscriptions of Tea; and, coffee')
  expect(stated('x-wr-timezone')).toBe('UTC')
  expect(stated('x-wr-caldesc')).toContain(
    'Subscriptions of Tea; and, coffee on https://posthog.example, as of 2026-03-10T12:00:00',
  )
  expect(stated('x-wr-caldesc')).toContain('all subscriptions loaded. ')
  expect(stated('x-wr-caldesc')).toContain("the project's time zone is Europe/Berlin")
})

test('a calendar without events is valid, and aborting stops the export', async () => {
  const { file, events } = await calendarOfAll(facts, [], range)
  expect(eventsIn(await file.text())).toEqual([])
  expect(events).toBe(0)
  const signal = AbortSignal.abort('closed')
  await expect(calendarOfAll(facts, [analyzedOf(schedules[0]?.[1] ?? {})], { ...range, signal })).rejects.toBe('closed')
})

test('events are counted, and subscriptions with more than a thousand are reported', async () => {
  const daily = analyzedOf(schedules[0]?.[1] ?? {})
  const weekly = analyzedOf(schedules[3]?.[1] ?? {})
  const five = await calendarOfAll(facts, [daily, weekly], { ...range, to: now + 1500 * 86_400_000 })
  expect(five.truncated).toBe(1)
  expect(five.events).toBe(1000 + 214)
  expect(eventsIn(await five.file.text())).toHaveLength(five.events)
  expect((await calendarOfAll(facts, [daily], range)).truncated).toBe(0)
})
