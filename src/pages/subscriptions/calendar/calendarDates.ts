import { dayMs, lastDay, monthOf } from '#features/schedule/calendar.ts'
import { formatLongDate, formatMonth } from '#lib/instant.ts'

/** "2026-12-07". Takes days since January 1, 1970. */
export function dayParam(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** "2026-12". Takes months since January of year 0. */
export function monthParam(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** Null for anything but a date from 1970 to 9999. */
export function readDay(text: string): number | null {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / dayMs : Number.NaN
  return day >= 0 && day <= lastDay && dayParam(day) === text ? day : null
}

/** Null for anything but a month from 1970 to 9999. */
export function readMonth(text: string): number | null {
  const day = readDay(`${text}-01`)
  return day === null ? null : monthOf(day)
}

export function dayName(day: number): string {
  return formatLongDate(day * dayMs, null)
}

export function monthName(month: number): string {
  return formatMonth(Date.UTC(Math.floor(month / 12), month % 12, 1), null)
}
