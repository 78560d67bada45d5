import { formatNumber, locale } from './format.ts'

/** An instant: a Date, an ISO text, or milliseconds since 1970. */
type Instant = Date | string | number

const dayMs = 86_400_000

/** In seconds. The names are those of Intl in short English. */
const units: [seconds: number, one: string, many: string][] = [
  [365 * 86_400, 'yr', 'yr'],
  [30 * 86_400, 'mo', 'mo'],
  [7 * 86_400, 'wk', 'wk'],
  [86_400, 'day', 'days'],
  [3600, 'hr', 'hr'],
  [60, 'min', 'min'],
]

/**
 * "3 hr ago", "in 2 days", "just now" within 45 seconds either way. `now` in milliseconds since 1970. The past counts whole units,
 * as `ageInDays` does. Avoids Intl, whose first object takes a slow computer longer than a table of rows.
 */
export function relativeTime(at: Date, now: number): string {
  const seconds = (at.getTime() - now) / 1000
  const distance = Math.abs(seconds)
  if (distance < 45) return 'just now'
  const isPast = seconds < 0
  const [size, one, many] = units.find(([unit]) => distance >= unit * (isPast ? 1 : 0.95)) ?? [60, 'min', 'min']
  const count = Math.max(1, isPast ? Math.floor(distance / size) : Math.round(distance / size))
  const amount = `${formatNumber(count)} ${count === 1 ? one : many}`
  return isPast ? `${amount} ago` : `in ${amount}`
}

/** Whole days since an instant; `now` in milliseconds since 1970. Never below 0, even if clocks disagree. */
export function ageInDays(at: Instant, now: number): number {
  return Math.max(0, Math.floor((now - new Date(at).getTime()) / dayMs))
}

let ownZone: string | undefined

/** This browser's time zone at first use, an IANA name. Cached because a table needs it hundreds of times. */
export function localZone(): string {
  ownZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return ownZone
}

/** "Europe/Berlin" becomes "Berlin"; "America/New_York" becomes "New York". */
export function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** "Berlin time" or "UTC": what times are shown in. Null stands for UTC. */
export function zoneLabel(zone: string | null): string {
  return zone === null || zone === 'UTC' ? 'UTC' : `${zoneName(zone)} time`
}

const styles = {
  dateTime: { dateStyle: 'medium', timeStyle: 'short' },
  exact: { dateStyle: 'medium', timeStyle: 'medium' },
  date: { dateStyle: 'medium' },
  day: { month: 'short', day: 'numeric' },
  longDate: { dateStyle: 'full' },
  month: { month: 'long', year: 'numeric' },
  time: { timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(style: keyof typeof styles, zone: string): Intl.DateTimeFormat {
  const key = `${style} ${zone}`
  let format = formats.get(key)
  if (!format) {
    try {
      format = new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: zone })
    } catch {
      format = new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: 'UTC' }) // a zone this browser does not know
    }
    formats.set(key, format)
  }
  return format
}

/** Some engines put a narrow no-break space before AM and PM, which files and searches trip over. */
function write(style: keyof typeof styles, at: Instant, zone: string | null): string {
  return formatOf(style, zone ?? 'UTC')
    .format(new Date(at))
    .replaceAll('\u202F', ' ')
}

/** "Nov 29, 2026, 3:51 PM" in an IANA zone; null, or a zone the browser does not know, is UTC. Say the zone beside it. */
export function formatDateTime(at: Instant, zone: string | null): string {
  return write('dateTime', at, zone)
}

/** "Nov 29, 2026". */
export function formatDate(at: Instant, zone: string | null): string {
  return write('date', at, zone)
}

/** "Nov 29", where the year is clear. */
export function formatDay(at: Instant, zone: string | null): string {
  return write('day', at, zone)
}

/** "Sunday, November 29, 2026". */
export function formatLongDate(at: Instant, zone: string | null): string {
  return write('longDate', at, zone)
}

/** "November 2026". */
export function formatMonth(at: Instant, zone: string | null): string {
  return write('month', at, zone)
}

/** "3:51 PM". */
export function formatTime(at: Instant, zone: string | null): string {
  return write('time', at, zone)
}

/** "Nov 29, 2026, 3:51:07 PM" in this browser's zone. For where the zone is named beside it or on hover. */
export function exactTime(at: Date): string {
  return write('exact', at, localZone())
}

/** "Nov 29, 2026, 3:51:07 PM Berlin time": names this browser's zone once, at the head of a screen or panel. */
export function exactTimeWithZone(at: Date): string {
  return `${exactTime(at)} ${zoneLabel(localZone())}`
}

/** One line per zone, or one for both if they agree: "Nov 29, 2026, 3:51:07 PM · Berlin (you)". */
export function exactTimes(at: Date, projectZone: string | null): string[] {
  const mine = localZone()
  const other = projectZone ?? 'UTC'
  const isProject = projectZone !== null
  const line = (zone: string, owner: string) => `${write('exact', at, zone)} · ${zoneName(zone)}${owner && ` (${owner})`}`
  if (mine === other) return [line(mine, isProject ? 'you and the project' : 'you')]
  return [line(mine, 'you'), line(other, isProject ? 'project' : '')]
}

/** As `exactTimes`, but names no zone if both agree: the head of the screen does. */
export function exactTimesBelowHead(at: Date, projectZone: string | null): string[] {
  const lines = exactTimes(at, projectZone)
  return lines.length === 1 ? [exactTime(at)] : lines
}
