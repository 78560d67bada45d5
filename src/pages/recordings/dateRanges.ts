import { counted } from '#lib/format.ts'
import { formatDate, formatDateTime, localZone } from '#lib/instant.ts'

/** `dateFrom` is in the API's notation. */
export const dateRanges = [
  { dateFrom: '-24h', shortLabel: '24 h', label: 'last 24 hours' },
  { dateFrom: '-3d', shortLabel: '3 days', label: 'last 3 days' },
  { dateFrom: '-7d', shortLabel: '7 days', label: 'last 7 days' },
  { dateFrom: '-30d', shortLabel: '30 days', label: 'last 30 days' },
] as const

/** Offered in the filter panel and for empty lists. 5 years is the longest retention of any plan. */
export const longDateRanges = [
  { dateFrom: '-90d', shortLabel: '90 days', label: 'last 90 days' },
  { dateFrom: '-1825d', shortLabel: '5 years', label: 'last 5 years' },
] as const

const unitNames: Record<string, string> = { h: 'hour', d: 'day', w: 'week', m: 'month', y: 'year' }

/** "3 days" of "-3d"; null for a date. */
function spanText(text: string): string | null {
  const [, count, unit = ''] = /^-(\d+)([hdwmy])$/.exec(text) ?? []
  return count ? counted(Number(count), unitNames[unit] ?? '') : null
}

function sinceText(dateFrom: string): string {
  const known = [...dateRanges, ...longDateRanges].find((one) => one.dateFrom === dateFrom)
  if (known) return `in the ${known.label}`
  const span = spanText(dateFrom)
  return span ? `in the last ${span}` : `since ${dayText(dateFrom)}`
}

/** A day has no zone; a time is shown in the browser's. */
function dayText(text: string): string {
  const span = spanText(text)
  if (span) return `${span} ago`
  const at = new Date(text)
  return text.includes('T') ? formatDateTime(at, localZone()) : formatDate(at, 'UTC')
}

/** "in the last 3 days", "since Nov 1, 2026" or "from Nov 1, 2026 to Nov 7, 2026". */
export function dateRangeText(dateFrom: string, dateTo: string): string {
  if (dateTo === '') return sinceText(dateFrom)
  return dateFrom.startsWith('-')
    ? `${sinceText(dateFrom)}, up to ${dayText(dateTo)}`
    : `from ${dayText(dateFrom)} to ${dayText(dateTo)}`
}
