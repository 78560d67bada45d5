import { monthOf, monthStart, mondayOf } from '#features/schedule/calendar.ts'

/** The weeks of a month, Monday to Sunday. Days count from January 1, 1970, months from January of year 0. */
export function monthGrid(month: number): number[][] {
  const monday = mondayOf(monthStart(month))
  return weeksFrom(monday, Math.ceil((monthStart(month + 1) - monday) / 7))
}

export function weeksFrom(monday: number, count: number): number[][] {
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (__, weekday) => monday + 7 * week + weekday))
}

/** The week of a day, or of today. */
export function shownWeek(today: number, requestedDay: number | null) {
  return { month: null, weeks: weeksFrom(mondayOf(requestedDay ?? today), 1) }
}

/** What the calendar shows: a month, or five weeks from this one unless the URL has a month or a day beyond them. */
export function shownWeeks(today: number, requestedMonth: number | null, requestedDay: number | null) {
  const upcoming = weeksFrom(mondayOf(today), 5)
  const isUpcoming = requestedMonth === null && (requestedDay === null || upcoming.flat().includes(requestedDay))
  if (isUpcoming) return { month: null, weeks: upcoming }
  const month = requestedMonth ?? monthOf(requestedDay ?? today)
  return { month, weeks: monthGrid(month) }
}

/** The same day of another month, or its last day. */
export function dayInMonth(day: number, month: number): number {
  const ofMonth = day - monthStart(monthOf(day))
  return Math.min(monthStart(month) + ofMonth, monthStart(month + 1) - 1)
}

/** The day that a key moves to (WAI-ARIA date grid pattern); null for other keys. */
export function dayByKey(day: number, key: string, isShifted: boolean): number | null {
  const monday = mondayOf(day)
  const months = isShifted ? 12 : 1
  switch (key) {
    case 'ArrowLeft':
      return day - 1
    case 'ArrowRight':
      return day + 1
    case 'ArrowUp':
      return day - 7
    case 'ArrowDown':
      return day + 7
    case 'Home':
      return monday
    case 'End':
      return monday + 6
    case 'PageUp':
      return dayInMonth(day, monthOf(day) - months)
    case 'PageDown':
      return dayInMonth(day, monthOf(day) + months)
    default:
      return null
  }
}
