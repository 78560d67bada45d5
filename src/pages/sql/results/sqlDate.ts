import { formatDate, formatDateTime } from '#lib/instant.ts'

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i

/** `time` in milliseconds since 1970; `wall` is the local time as written, as if it were UTC. */
export type SqlDate = { time: number; wall: number; hasTime: boolean }

/** A date or date with time as servers write it, in UTC if it names no zone; null for anything else. */
export function readSqlDate(cell: unknown): SqlDate | null {
  if (typeof cell !== 'string' || cell.length > 40) return null
  const parts = pattern.exec(cell)
  if (!parts) return null
  const [, year = '', month = '', day = '', hours, minutes = '', seconds = '00', zone = 'Z'] = parts
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  const local = `${year}-${month}-${day}T${hours ?? '00'}:${minutes || '00'}:${seconds}`
  const time = Date.parse(`${local}${offset}`)
  return Number.isNaN(time) ? null : { time, wall: Date.parse(`${local}Z`), hasTime: hours !== undefined }
}

/** "Nov 23, 2026" or "Nov 23, 2026, 9:41 PM", in the zone in which it is written. */
export function sqlDateText({ wall, hasTime }: SqlDate): string {
  return hasTime ? formatDateTime(wall, null) : formatDate(wall, null)
}
