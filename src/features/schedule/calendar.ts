/** Days are whole numbers since January 1, 1970, and months since January of year 0, without a time zone. */

export const dayMs = 86_400_000

/** The last day of the server’s calendar: December 31, 9999. */
export const lastDay = 2_932_896

const daysPerCycle = 146_097
const monthsPerCycle = 4800

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

export function mondayOf(day: number): number {
  return day - weekdayOf(day)
}

export function monthOf(day: number): number {
  const cycle = Math.floor(day / daysPerCycle)
  const date = new Date((day - cycle * daysPerCycle) * dayMs) // Date handles every day within 400 years of 1970
  return date.getUTCFullYear() * 12 + date.getUTCMonth() + cycle * monthsPerCycle
}

/** First day of a month. The calendar repeats every 400 years. */
export function monthStart(month: number): number {
  const cycle = Math.floor(month / monthsPerCycle)
  return Date.UTC(2000, month - cycle * monthsPerCycle, 1) / dayMs + (cycle - 5) * daysPerCycle
}

/** 1 to 31. */
export function dayOfMonth(day: number): number {
  return day - monthStart(monthOf(day)) + 1
}
