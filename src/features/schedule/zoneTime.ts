import { dayMs } from './calendar.ts'

const formats = new Map<string, Intl.DateTimeFormat | null>()

function formatOf(zone: string): Intl.DateTimeFormat | null {
  let format = formats.get(zone)
  if (format === undefined) {
    const part = 'numeric'
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
        year: part,
        month: part,
        day: part,
        hour: part,
        minute: part,
        second: part,
      })
    } catch {
      format = null // a zone that the browser does not know
    }
    formats.set(zone, format)
  }
  return format
}

/** The range of Date, minus a day on either side. */
const maxInstant = 8.64e15 - dayMs

function computeOffset(instant: number, zone: string): number {
  const format = formatOf(zone)
  if (!format || !(Math.abs(instant) <= maxInstant)) return 0
  const whole = Math.floor(instant / 1000) * 1000
  const parts = new Map<string, string>(format.formatToParts(whole).map(({ type, value }) => [type, value]))
  const part = (name: string) => Number(parts.get(name) ?? 0)
  const wall = new Date(0)
  wall.setUTCFullYear(parts.get('era') === 'BC' ? 1 - part('year') : part('year'), part('month') - 1, part('day'))
  wall.setUTCHours(part('hour'), part('minute'), part('second'))
  return wall.getTime() - whole
}

const weekMs = 7 * dayMs
const offsetCache = new Map<string, Map<number, number>>()
const maxCachedOffsets = 10_000

function cachedOffset(instant: number, zone: string): number {
  let cached = offsetCache.get(zone)
  if (!cached || cached.size > maxCachedOffsets) offsetCache.set(zone, (cached = new Map()))
  let offset = cached.get(instant)
  if (offset === undefined) cached.set(instant, (offset = computeOffset(instant, zone)))
  return offset
}

/**
 * Offset of a zone from UTC, in milliseconds, at an instant in milliseconds since 1970. 0 for unknown zones. Asks Intl, which
 * is slow, once per week, and once per day in weeks with a clock change; no zone ever changed twice within a week.
 */
export function offsetAt(instant: number, zone: string): number {
  for (const size of [weekMs, dayMs]) {
    const begin = Math.floor(instant / size) * size
    const offset = cachedOffset(begin, zone)
    if (offset === cachedOffset(begin + size, zone)) return offset
  }
  return computeOffset(instant, zone)
}

/** Local time in `zone` as if it were UTC, in milliseconds since 1970. Null stands for UTC. */
export function wallTime(instant: number, zone: string | null): number {
  return zone === null ? instant : instant + offsetAt(instant, zone)
}

/**
 * The instant of a local time, in milliseconds since 1970: the first if it occurs twice, by the offset before the change if it
 * is skipped. Python’s zoneinfo, which the server uses, does the same.
 */
export function instantOf(wall: number, zone: string | null): number {
  if (zone === null) return wall
  const before = offsetAt(wall - dayMs, zone)
  const after = offsetAt(wall + dayMs, zone)
  if (before === after || offsetAt(wall - before, zone) === before) return wall - before
  return offsetAt(wall - after, zone) === after ? wall - after : wall - before
}

/** A period without a clock change from `from` until `until`, where the clock changes or the search stopped. */
type StablePeriod = { from: number; until: number; isChange: boolean }

const stablePeriods = new Map<string, StablePeriod[]>()
const maxStablePeriods = 64

function findChange(from: number, to: number, zone: string): StablePeriod {
  const offset = offsetAt(from, zone)
  for (let before = from, after = from; after < to; before = after) {
    after = Math.min(to, (Math.floor(before / weekMs) + 1) * weekMs)
    if (offsetAt(after, zone) === offset) continue
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (offsetAt(middle, zone) === offset) before = middle
      else after = middle
    }
    return { from, until: after, isChange: true }
  }
  return { from, until: to, isChange: false }
}

/**
 * The next clock change after `from` and before `to`, in milliseconds since 1970: the first instant of the new time. Null
 * without one. Looks at most two years ahead and caches what it finds.
 */
export function changeAfter(from: number, to: number, zone: string): number | null {
  const last = Math.min(to, from + 105 * weekMs)
  const known = stablePeriods.get(zone) ?? []
  let stable = known.find((one) => from >= one.from && from < one.until && (one.isChange || last <= one.until))
  if (!stable) {
    stable = findChange(from, last, zone)
    stablePeriods.set(zone, [stable, ...known.slice(0, maxStablePeriods - 1)])
  }
  return stable.isChange && stable.until < last ? stable.until : null
}
