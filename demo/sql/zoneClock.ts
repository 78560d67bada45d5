import { parseInstant, zoneAhead } from '../data/times.ts'
import type { TimeUnit } from './functions/time.ts'

/** Clocks of a zone change at a quarter of an hour, if at all. */
const quarter = 15 * 60_000

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = 'January February March April May June July August September October November December'.split(' ')

const lengths: Partial<Record<TimeUnit, number>> = { second: 1000, minute: 60_000, hour: 3_600_000 }
const inMonths: Partial<Record<TimeUnit, number>> = { month: 1, quarter: 3, year: 12 }

/** The clocks of a project's zone: what HogQL does with moments, which are milliseconds since 1970 throughout. */
export type ZoneClock = ReturnType<typeof createZoneClock>

const two = (value: number) => String(value).padStart(2, '0')

function partOf(date: Date, name: string): number | null {
  if (name === 'year') return date.getUTCFullYear()
  if (name === 'month') return date.getUTCMonth() + 1
  if (name === 'day') return date.getUTCDate()
  if (name === 'weekday') return ((date.getUTCDay() + 6) % 7) + 1
  if (name === 'hour') return date.getUTCHours()
  if (name === 'minute') return date.getUTCMinutes()
  return name === 'yearmonth' ? date.getUTCFullYear() * 100 + date.getUTCMonth() + 1 : null
}

function format(date: Date, pattern: string): string {
  const signs: Readonly<Record<string, string>> = {
    Y: String(date.getUTCFullYear()),
    m: two(date.getUTCMonth() + 1),
    d: two(date.getUTCDate()),
    e: String(date.getUTCDate()).padStart(2, ' '),
    H: two(date.getUTCHours()),
    i: two(date.getUTCMinutes()),
    M: months[date.getUTCMonth()] ?? '',
    b: months[date.getUTCMonth()]?.slice(0, 3) ?? '',
    S: two(date.getUTCSeconds()),
    s: two(date.getUTCSeconds()),
    F: date.toISOString().slice(0, 10),
    T: date.toISOString().slice(11, 19),
    a: days[date.getUTCDay()]?.slice(0, 3) ?? '',
    W: days[date.getUTCDay()] ?? '',
    u: String(((date.getUTCDay() + 6) % 7) + 1),
    y: two(date.getUTCFullYear() % 100),
    '%': '%',
  }
  return pattern.replaceAll(/%(.)/g, (whole, sign: string) => signs[sign] ?? whole)
}

export function createZoneClock(zone: string) {
  const known = new Map<number, number>()

  function aheadAt(time: number): number {
    const index = Math.floor(time / quarter)
    const cached = known.get(index)
    if (cached !== undefined) return cached
    const ahead = zoneAhead(index * quarter, zone)
    known.set(index, ahead)
    return ahead
  }

  /** What the clocks show, as a date of UTC. */
  const shown = (time: number) => new Date(time + aheadAt(time))

  /** The instant of a local time. */
  function at(local: number): number {
    const near = local - aheadAt(local)
    return local - aheadAt(near)
  }

  function startOf(time: number, unit: TimeUnit): number {
    const length = lengths[unit]
    const date = shown(time)
    if (length !== undefined) return at(Math.floor(date.getTime() / length) * length)
    date.setUTCHours(0, 0, 0, 0)
    if (unit === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
    if (unit === 'month') date.setUTCDate(1)
    if (unit === 'quarter') date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3), 1)
    if (unit === 'year') date.setUTCMonth(0, 1)
    return at(date.getTime())
  }

  function later(time: number, amount: number, unit: TimeUnit): number {
    const length = lengths[unit]
    if (length !== undefined) return time + amount * length
    const date = shown(time)
    const count = inMonths[unit]
    if (count === undefined) date.setUTCDate(date.getUTCDate() + amount * (unit === 'week' ? 7 : 1))
    else {
      const dayOfMonth = date.getUTCDate()
      date.setUTCMonth(date.getUTCMonth() + amount * count, 1)
      const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
      date.setUTCDate(Math.min(dayOfMonth, last))
    }
    return at(date.getTime())
  }

  /** How many borders of a unit lie between two moments. */
  function between(from: number, to: number, unit: TimeUnit): number {
    const length = lengths[unit]
    if (length !== undefined) return Math.floor(shown(to).getTime() / length) - Math.floor(shown(from).getTime() / length)
    const count = inMonths[unit]
    const one = shown(startOf(from, unit))
    const other = shown(startOf(to, unit))
    if (count === undefined) return Math.round((other.getTime() - one.getTime()) / (unit === 'week' ? 604_800_000 : 86_400_000))
    const difference = (other.getUTCFullYear() - one.getUTCFullYear()) * 12 + other.getUTCMonth() - one.getUTCMonth()
    return difference / count
  }

  const dayText = (time: number) => shown(time).toISOString().slice(0, 10)

  /** ISO with the offset of the zone, or Z for UTC. */
  function iso(time: number): string {
    const ahead = Math.round(aheadAt(time) / 60_000)
    const local = shown(time)
      .toISOString()
      .replace(/(\.\d{3})Z$/, (_, thousandths: string) => (thousandths === '.000' ? '' : `${thousandths}000`))
    if (ahead === 0) return `${local}Z`
    const size = Math.abs(ahead)
    return `${local}${ahead < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
  }

  return {
    startOf,
    later,
    between,
    partOf: (time: number, name: string) => partOf(shown(time), name),
    dayText,
    iso,
    format: (time: number, pattern: string) => format(shown(time), pattern),
    instantText: (time: number) => shown(time).toISOString().slice(0, 19).replace('T', ' '),
    read: (text: string) => (/^\d/.test(text) ? parseInstant(text, 'from', 0, zone) : null),
  }
}
