/** An instant in words. Every function takes a Date (UTC inside) and names the zone it speaks in. */

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' })

/** "3 hr. ago" without the dot, "in 2 days", "just now" within 45 seconds either way. `now` in milliseconds. */
export function relativeTime(at: Date, now: number): string {
  const seconds = (at.getTime() - now) / 1000
  if (Math.abs(seconds) < 45) return 'just now'
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size * 0.95) {
      return relative.format(Math.round(seconds / size), unit).replace('.', '')
    }
  }
  return relative.format(Math.sign(seconds), 'minute').replace('.', '')
}

// Made once: a table asks for the zone of hundreds of instants, and each new format took a page of rows milliseconds.
const local = Intl.DateTimeFormat()

/** The zone of this browser when the page was loaded, an IANA name. */
export function localZone(): string {
  return local.resolvedOptions().timeZone
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
