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
      format = null // a zone that this browser does not know
    }
    formats.set(zone, format)
  }
  return format
}

/** What Date can hold, less a day on either side. */
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
 * How far a zone's clock is ahead of UTC at an instant, in milliseconds; both take milliseconds since 1970. 0 for a zone that
 * this browser does not know. Intl is slow, so it is asked once a week, more closely only in weeks in which the clock changes.
 * No zone ever put its clock there and back within a week.
 */
export function offsetAt(instant: number, zone: string): number {
  for (const size of [weekMs, dayMs]) {
    const begin = Math.floor(instant / size) * size
    const offset = cachedOffset(begin, zone)
    if (offset === cachedOffset(begin + size, zone)) return offset
  }
  return computeOffset(instant, zone)
}

/** What a zone's clock shows at an instant, as if it were UTC: milliseconds since 1970. Null stands for UTC. */
export function wallTime(instant: number, zone: string | null): number {
  return zone === null ? instant : instant + offsetAt(instant, zone)
}

/**
 * When a zone's clock shows this, in milliseconds since 1970. A time that comes twice is its first one; one that is left out is
 * read by the clock as it was before the change. So does Python's zoneinfo, which the server uses.
 */
export function instantOf(wall: number, zone: string | null): number {
  if (zone === null) return wall
  const before = offsetAt(wall - dayMs, zone)
  const after = offsetAt(wall + dayMs, zone)
  if (before === after || offsetAt(wall - before, zone) === before) return wall - before
  return offsetAt(wall - after, zone) === after ? wall - after : wall - before
}

/** A time without a change from `from` on; at `until` the clock changes, or nobody has looked further. */
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
 * When a zone's clock changes next after `from` and before `to`, in milliseconds since 1970: the first instant of the new time.
 * Null where it does not. Looks at most two years ahead, and at the same time once only.
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
