import { formatNumber } from './format.ts'

/** An instant in words. Every function takes a Date (UTC inside) and names the zone it speaks in. */

/** In seconds; names for one and for more, as Intl has them in short English. */
const units: [seconds: number, one: string, many: string][] = [
  [365 * 86_400, 'yr', 'yr'],
  [30 * 86_400, 'mo', 'mo'],
  [7 * 86_400, 'wk', 'wk'],
  [86_400, 'day', 'days'],
  [3600, 'hr', 'hr'],
  [60, 'min', 'min'],
]

/**
 * "3 hr ago", "in 2 days", "just now" within 45 seconds either way. `now` in milliseconds. Without Intl, whose first object takes
 * a slow computer longer than a table of rows.
 */
export function relativeTime(at: Date, now: number): string {
  const seconds = (at.getTime() - now) / 1000
  if (Math.abs(seconds) < 45) return 'just now'
  const [size, one, many] = units.find(([unit]) => Math.abs(seconds) >= unit * 0.95) ?? [60, 'min', 'min']
  const count = Math.max(1, Math.round(Math.abs(seconds) / size))
  const amount = `${formatNumber(count)} ${count === 1 ? one : many}`
  return seconds < 0 ? `${amount} ago` : `in ${amount}`
}

let ownZone: string | undefined

/** The zone of this browser when it was first asked for, an IANA name: asking takes a while, and a table asks hundreds of times. */
export function localZone(): string {
  ownZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return ownZone
}

/** "Europe/Berlin" becomes "Berlin"; "America/New_York" becomes "New York". */
export function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    const parts = {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    } as const
    try {
      format = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone })
    } catch {
      format = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' }) // a zone this browser does not know
    }
    formats.set(zone, format)
  }
  return format
}

/** "Mon 23 Nov 2026, 21:41:07" in the given IANA zone; UTC where the browser does not know the zone. */
export function exactTime(at: Date, zone: string): string {
  return formatOf(zone).format(at).replace(',', '')
}

/** The same instant in each zone, a line each, zones that agree said once: "Mon 23 Nov 2026, 21:41:07 · Berlin (you)". */
export function exactTimes(at: Date, projectZone: string | null): string[] {
  const mine = localZone()
  const other = projectZone ?? 'UTC'
  const isProject = projectZone !== null
  if (mine === other) return [`${exactTime(at, mine)} · ${zoneName(mine)} (${isProject ? 'you and the project' : 'you'})`]
  return [
    `${exactTime(at, mine)} · ${zoneName(mine)} (you)`,
    `${exactTime(at, other)} · ${zoneName(other)}${isProject ? ' (project)' : ''}`,
  ]
}
