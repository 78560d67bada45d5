/** The windows on offer, in the words of the API. */
export const windows = [
  { dateFrom: '-24h', short: '24 h', words: 'the last 24 hours' },
  { dateFrom: '-3d', short: '3 days', words: 'the last 3 days' },
  { dateFrom: '-7d', short: '7 days', words: 'the last 7 days' },
  { dateFrom: '-30d', short: '30 days', words: 'the last 30 days' },
] as const

/** Offered where a list is empty, and in the filters: as long as recordings are kept on any plan. */
export const longWindows = [
  { dateFrom: '-90d', short: '90 days', words: 'the last 90 days' },
  { dateFrom: '-1825d', short: '5 years', words: 'the last 5 years' },
] as const

const unitNames: Record<string, string> = { h: 'hours', d: 'days', w: 'weeks', m: 'months', y: 'years' }

function sinceMessage(dateFrom: string): string {
  const known = [...windows, ...longWindows].find((one) => one.dateFrom === dateFrom)
  if (known) return known.words
  const [, count, unit = ''] = /^-(\d+)([hdwmy])$/.exec(dateFrom) ?? []
  return count ? `the last ${count} ${unitNames[unit]}` : `the time since ${dateFrom}`
}

/** "the last 3 days", "the time since 2026-11-01", "the time from 2026-11-01 to 2026-11-07". */
export function dateRangeText(dateFrom: string, dateTo: string): string {
  if (dateTo === '') return sinceMessage(dateFrom)
  return dateFrom.startsWith('-') ? `${sinceMessage(dateFrom)}, up to ${dateTo}` : `the time from ${dateFrom} to ${dateTo}`
}
