import { dayMs } from '#features/schedule/calendar.ts'
import { wallTime } from '#features/schedule/zoneTime.ts'

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

type Range = {
  count: number
  zone: string | null
  /** Milliseconds since 1970. */
  now: number
  /** Starts with the first day that has data, because earlier ones are unknown. */
  isCut?: boolean
}

/** The last `count` days up to today in `zone` (YYYY-MM-DD), those without data as `empty` makes them. */
export function fillDays<Day extends { day: string }>(
  days: readonly Day[],
  { count, zone, now, isCut = false }: Range,
  empty: (day: string) => Day,
): Day[] {
  const known = new Map(days.map((one) => [one.day, one]))
  const last = [isoDate(wallTime(now, zone)), ...known.keys()].reduce((one, other) => (one > other ? one : other))
  const all = Array.from({ length: count }, (_, index) => {
    const day = isoDate(Date.parse(last) - (count - 1 - index) * dayMs)
    return known.get(day) ?? empty(day)
  })
  const first = days[0]?.day
  return isCut && first !== undefined ? all.filter(({ day }) => day >= first) : all
}
