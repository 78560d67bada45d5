import { day, hour, minute } from './timeline.ts'

const relative = /^-?(\d+)([a-zA-Z])(Start|End)?$/
const isoDay = /^\d{4}-\d{2}-\d{2}$/
const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/

const fixedUnits: Record<string, number> = { s: 1000, M: minute, h: hour, d: day, w: 7 * day }
const monthUnits: Record<string, number> = { m: 1, q: 3, y: 12 }

function monthsBefore(now: number, months: number): number {
  const date = new Date(now)
  date.setUTCMonth(date.getUTCMonth() - months)
  return date.getTime()
}

/** The offset of a time zone from UTC, in milliseconds. */
export function zoneAhead(time: number, timeZone: string): number {
  const options = { timeZone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const
  const local = new Intl.DateTimeFormat('sv-SE', options).format(time)
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(time / 1000) * 1000
}

/** The instant of a local time in a zone; NaN for an invalid time. */
function zoned(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}Z`)
  if (Number.isNaN(asUtc)) return asUtc
  const near = asUtc - zoneAhead(asUtc, timeZone)
  return asUtc - zoneAhead(near, timeZone)
}

function real(time: number): number | null {
  return Number.isNaN(time) ? null : time
}

/**
 * Reads a date parameter (posthog-api.md#b1-recordings-list): "-7d" and the like count back from now; a day or time without an
 * offset is meant in the project's zone, and a day that ends a range ends with its last moment. Null where it cannot be read.
 */
export function parseInstant(text: string, edge: 'from' | 'to', now: number, timeZone: string): number | null {
  if (text === 'all') return edge === 'from' ? 0 : now
  const [, amount, unit = ''] = relative.exec(text) ?? []
  if (amount !== undefined) {
    const fixed = fixedUnits[unit]
    if (fixed !== undefined) return now - Number(amount) * fixed
    const months = monthUnits[unit]
    return months === undefined ? null : monthsBefore(now, Number(amount) * months)
  }
  if (isoDay.test(text)) {
    const midnight = zoned(`${text}T00:00:00`, timeZone)
    return real(edge === 'from' ? midnight : midnight + day - 1)
  }
  const zone = isoTime.exec(text)
  if (zone === null) return null
  return real(zone[3] === undefined ? zoned(text, timeZone) : Date.parse(text.replace(' ', 'T')))
}

/** A timestamp in UTC with microseconds, as PostHog writes it. */
export function iso(time: number): string {
  return new Date(time).toISOString().replace('Z', '000Z')
}
