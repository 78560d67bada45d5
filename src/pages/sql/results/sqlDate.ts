const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * A date or an instant as servers write it. `short` is "23 Nov 2026" or "23 Nov 2026, 21:41", by the clock of the zone in which
 * it is written; `time` is in milliseconds since 1970, UTC where no zone is written. Null where the cell is none.
 */
export function readSqlDate(cell: unknown): { short: string; time: number } | null {
  if (typeof cell !== 'string' || cell.length > 40) return null
  const parts = pattern.exec(cell)
  if (!parts) return null
  const [, year = '', month = '', day = '', hours, minutes = '', seconds = '00', zone = 'Z'] = parts
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  const time = Date.parse(`${year}-${month}-${day}T${hours ?? '00'}:${minutes || '00'}:${seconds}${offset}`)
  if (Number.isNaN(time)) return null
  const date = `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`
  return { short: hours === undefined ? date : `${date}, ${hours}:${minutes}`, time }
}
