import { weekdayOf } from './calendar.ts'

/** The server’s names, Monday first. */
export const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Sets of weekdays are bit masks: bit 0 for Monday to bit 6 for Sunday. */
export const allWeekdays = 0b111_1111
export const mondayToFriday = 0b001_1111

const sizes = Array.from({ length: 128 }, (_, set) => set.toString(2).replaceAll('0', '').length)

export function sizeOf(set: number): number {
  return sizes[set] ?? 0
}

export function includesDay(set: number, day: number): boolean {
  return ((set >> weekdayOf(day)) & 1) === 1
}

/** Days from `first` to `last` that fall on these weekdays. */
export function countDays(set: number, first: number, last: number): number {
  const length = last - first + 1
  if (length <= 0) return 0
  const weeks = Math.floor(length / 7)
  let count = weeks * sizeOf(set)
  for (let day = first + weeks * 7; day <= last; day += 1) if (includesDay(set, day)) count += 1
  return count
}

/**
 * The `position`-th of these weekdays from `first` to `last`, from the end if negative; null if there are fewer. `set` must
 * not be empty, nor `position` 0.
 */
export function pickDay(set: number, first: number, last: number, position: number): number | null {
  const step = position > 0 ? 1 : -1
  const before = Math.abs(position) - 1
  const weeks = Math.floor(before / sizeOf(set))
  let left = before - weeks * sizeOf(set)
  let day = (position > 0 ? first : last) + step * weeks * 7
  while (day >= first && day <= last) {
    if (includesDay(set, day)) {
      if (left === 0) return day
      left -= 1
    }
    day += step
  }
  return null
}
