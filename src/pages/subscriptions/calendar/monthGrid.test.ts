import { expect, test } from 'vitest'
import { dayMs, monthOf, monthStart, weekdayOf } from '#features/schedule/calendar.ts'
import { dayParam, readDay } from './calendarDates.ts'
import { dayByKey, dayInMonth, monthGrid, shownWeeks } from './monthGrid.ts'

function dayOf(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / dayMs
}

function key(from: string, name: string, isShifted = false): string | null {
  const day = dayByKey(dayOf(from), name, isShifted)
  return day === null ? null : dayParam(day)
}

test('every month of eighty years has whole weeks from Monday, all its days and no empty week', () => {
  for (let month = monthOf(dayOf('1970-01-01')); month < monthOf(dayOf('2050-01-01')); month += 1) {
    const weeks = monthGrid(month)
    const days = weeks.flat()
    expect(weeks.every((week) => week.length === 7 && weekdayOf(week[0] ?? 0) === 0)).toBe(true)
    expect(days).toEqual(days.map((_, index) => (days[0] ?? 0) + index))
    expect(weeks.every((week) => week.some((day) => monthOf(day) === month))).toBe(true)
    const own = days.filter((day) => monthOf(day) === month)
    expect(own.length).toBe(monthStart(month + 1) - monthStart(month))
  }
})

test('a February that begins on a Monday has four weeks, a month that begins on a Sunday six', () => {
  expect(monthGrid(monthOf(dayOf('2021-02-01')))).toHaveLength(4)
  expect(monthGrid(monthOf(dayOf('2026-03-01')))).toHaveLength(6)
})

test('the calendar opens on five weeks from this one; another month or a later day shows its month', () => {
  const today = dayOf('2026-11-30')
  const days = (month: number | null, day: number | null) => {
    const shown = shownWeeks(today, month, day)
    return [
      shown.month === null ? null : dayParam(monthStart(shown.month)),
      dayParam(shown.weeks[0]?.[0] ?? 0),
      shown.weeks.length,
    ]
  }
  expect(days(null, null)).toEqual([null, '2026-11-30', 5])
  expect(days(null, dayOf('2027-01-03'))).toEqual([null, '2026-11-30', 5])
  expect(days(null, dayOf('2027-01-04'))).toEqual(['2027-01-01', '2026-12-28', 5])
  expect(days(monthOf(today), today)).toEqual(['2026-11-01', '2026-10-26', 6])
})

test.each([
  ['2026-12-07', 'ArrowLeft', '2026-12-06'],
  ['2026-12-07', 'ArrowRight', '2026-12-08'],
  ['2026-12-07', 'ArrowUp', '2026-11-30'],
  ['2026-12-30', 'ArrowDown', '2027-01-06'],
  ['2026-12-10', 'Home', '2026-12-07'],
  ['2026-12-07', 'Home', '2026-12-07'],
  ['2026-12-10', 'End', '2026-12-13'],
  ['2026-12-13', 'End', '2026-12-13'],
  ['2026-03-31', 'PageUp', '2026-02-28'],
  ['2026-01-31', 'PageDown', '2026-02-28'],
  ['2026-12-15', 'PageDown', '2027-01-15'],
])('from %s the key %s moves to %s', (from, name, to) => {
  expect(key(from, name)).toBe(to)
})

test('Shift with a Page key moves a year, and February 29 becomes the last day of the month', () => {
  expect(key('2024-02-29', 'PageDown', true)).toBe('2025-02-28')
  expect(key('2026-12-07', 'PageUp', true)).toBe('2025-12-07')
})

test('other keys are ignored', () => {
  for (const name of ['Enter', ' ', 'Tab', 'a', 'Escape']) expect(key('2026-12-07', name)).toBeNull()
})

test('the same day of another month never leaves that month', () => {
  for (const month of [0, 1, 2, 3, 12, 24].map((more) => monthOf(dayOf('2024-01-01')) + more)) {
    for (const day of [dayOf('2026-03-01'), dayOf('2026-03-30'), dayOf('2026-03-31')]) {
      expect(monthOf(dayInMonth(day, month))).toBe(month)
    }
  }
})

test('a day in the URL is read exactly, or not at all', () => {
  expect(readDay('2026-12-07')).toBe(dayOf('2026-12-07'))
  for (const text of ['2026-02-30', '2026-13-01', '1969-12-31', '26-12-07', '2026-12-7', 'today', ''])
    expect(readDay(text)).toBeNull()
})
