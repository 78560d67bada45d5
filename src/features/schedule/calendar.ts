/** Days are whole numbers since 1 January 1970, months since January of year 0; no zone is involved. */

/** A day in milliseconds. */
export const dayMs = 86_400_000

/** 31 December 9999, the last day that the server's calendar knows. */
export const lastDay = 2_932_896

const daysPerCycle = 146_097
const monthsPerCycle = 4800

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** The Monday of a day's week. */
export function mondayOf(day: number): number {
  return day - weekdayOf(day)
}

/** The month that a day is in. */
export function monthOf(day: number): number {
  const cycle = Math.floor(day / daysPerCycle)
  const date = new Date((day - cycle * daysPerCycle) * dayMs) // within 400 years of 1970, where Date knows every day
  return date.getUTCFullYear() * 12 + date.getUTCMonth() + cycle * monthsPerCycle
}

/** The first day of a month; every 400 years the calendar repeats itself. */
export function monthStart(month: number): number {
  const cycle = Math.floor(month / monthsPerCycle)
  return Date.UTC(2000, month - cycle * monthsPerCycle, 1) / dayMs + (cycle - 5) * daysPerCycle
}

/** 1 to 31. */
export function dayOfMonth(day: number): number {
  return day - monthStart(monthOf(day)) + 1
}
