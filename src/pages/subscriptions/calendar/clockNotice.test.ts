import { expect, test } from 'vitest'
import { clockNotice } from './clockNotice.ts'

const march = Date.parse('2026-03-01T00:00:00Z')
const april = Date.parse('2026-04-06T00:00:00Z')
const october = Date.parse('2026-09-28T00:00:00Z')
const november = Date.parse('2026-11-02T00:00:00Z')

test('a clock that goes forward makes UTC schedules arrive later, one that goes back earlier', () => {
  expect(clockNotice('Europe/Berlin', march, april, null)).toBe(
    'Clocks in Berlin go forward an hour on Mar 29, 2026, 3:00 AM Berlin time. Schedules run in UTC, so deliveries after that arrive an hour later in Berlin time.',
  )
  expect(clockNotice('Europe/Berlin', october, november, null)).toMatch(
    /go back an hour on Oct 25, 2026, .* an hour earlier in Berlin time\.$/,
  )
  expect(clockNotice('Australia/Lord_Howe', march, april, null)).toMatch(
    /go back 30 minutes on Apr 5, 2026, .* arrive 30 minutes earlier/,
  )
})

test('no notice without a clock change in the weeks shown', () => {
  expect(clockNotice('UTC', march, april, null)).toBeNull()
  expect(clockNotice('Asia/Tokyo', march, april, null)).toBeNull()
  expect(clockNotice('Europe/Berlin', march, Date.parse('2026-03-29T01:00:00Z'), null)).toBeNull()
  expect(clockNotice('Europe/Berlin', april, october, null)).toBeNull()
})

test('local times stay only if the schedule’s zone changes at the same instant', () => {
  expect(clockNotice('Europe/Berlin', march, april, 'Europe/Berlin')).toMatch(/local times stay the same\.$/)
  expect(clockNotice('Europe/Paris', march, april, 'Europe/Berlin')).toMatch(/local times stay the same\.$/)
  // Lagos and London show the same time after the change, but not before.
  expect(clockNotice('Europe/London', march, april, 'Africa/Lagos')).toMatch(
    /Schedules run in Lagos time, so deliveries after that arrive an hour later in London time\.$/,
  )
})

test('a clock change of the schedule’s zone is reported in every zone that it affects', () => {
  expect(clockNotice('UTC', march, april, 'Europe/Berlin')).toBe(
    'Clocks in Berlin, which schedules follow, go forward an hour on Mar 29, 2026, 3:00 AM Berlin time, so deliveries after that arrive an hour earlier in UTC.',
  )
  const both = clockNotice('America/New_York', march, april, 'Europe/Berlin') ?? ''
  expect(both).toMatch(/^Clocks in New York go forward an hour on Mar 8, 2026, .* arrive an hour later in New York time\./)
  expect(both).toMatch(/Clocks in Berlin, which schedules follow, .* arrive an hour earlier in New York time\.$/)
})
