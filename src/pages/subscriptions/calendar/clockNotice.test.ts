import { expect, test } from 'vitest'
import { clockNotice } from './clockNotice.ts'

const march = Date.parse('2026-03-01T00:00:00Z')
const april = Date.parse('2026-04-06T00:00:00Z')
const october = Date.parse('2026-09-28T00:00:00Z')
const november = Date.parse('2026-11-02T00:00:00Z')

function notice(zone: string, from: number, to: number, anchor: string | null = null): string | null {
  return clockNotice(zone, from, to, anchor, from)
}

test('a clock that goes forward makes what runs in UTC later by it, one that goes back earlier', () => {
  expect(notice('Europe/Berlin', march, april)).toBe(
    'The clock in Berlin goes forward by an hour on 29 March at 03:00 in Berlin. Schedules run in UTC, so what is delivered after it comes an hour later by that clock.',
  )
  expect(notice('Europe/Berlin', october, november)).toMatch(
    /goes back by an hour on 25 October .* an hour earlier by that clock\.$/,
  )
  expect(notice('Australia/Lord_Howe', march, april)).toMatch(/goes back by 30 minutes on 5 April .* comes 30 minutes earlier/)
})

test('nothing is told where no clock changes in the weeks that are shown', () => {
  expect(notice('UTC', march, april)).toBeNull()
  expect(notice('Asia/Tokyo', march, april)).toBeNull()
  expect(notice('Europe/Berlin', march, Date.parse('2026-03-29T01:00:00Z'))).toBeNull()
  expect(notice('Europe/Berlin', april, october)).toBeNull()
})

test('schedules that run by a clock which changes at the same instant stay, and by no other', () => {
  expect(notice('Europe/Berlin', march, april, 'Europe/Berlin')).toMatch(/their local time stays\.$/)
  expect(notice('Europe/Paris', march, april, 'Europe/Berlin')).toMatch(/their local time stays\.$/)
  // Lagos and London show the same time after the change, but not before.
  expect(notice('Europe/London', march, april, 'Africa/Lagos')).toMatch(
    /Schedules run by the clock in Lagos, so what is delivered after it comes an hour later by that clock\.$/,
  )
})

test('a change of the clock that schedules run by is told on every clock that it moves them on', () => {
  expect(notice('UTC', march, april, 'Europe/Berlin')).toBe(
    'The clock in Berlin, by which schedules run, goes forward by an hour on 29 March at 03:00 in Berlin, so what is delivered after it comes an hour earlier in UTC.',
  )
  const both = notice('America/New_York', march, april, 'Europe/Berlin') ?? ''
  expect(both).toMatch(/^The clock in New York goes forward by an hour on 8 March .* comes an hour later by that clock\./)
  expect(both).toMatch(/The clock in Berlin, by which schedules run, .* comes an hour earlier in New York\.$/)
})
