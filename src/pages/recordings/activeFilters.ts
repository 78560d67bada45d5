import { clockDuration } from '#lib/duration.ts'
import { readIds } from './idLists.ts'
import { type FilterName, filterNames, emptySearch, type RecordingsSearch } from './recordingsSearch.ts'
import { dateRangeText } from './dateRanges.ts'
import { formatNumber } from '#lib/format.ts'

/** `clears` are the parameters to reset when the filter is removed. */
export type ActiveFilter = { name: FilterName; label: string; clears: readonly FilterName[] }

function seconds(text: string): string {
  return clockDuration(Number(text))
}

function idsText(text: string): string {
  const ids = readIds(text)
  return ids
    ? `${formatNumber(ids.length)} recording ${ids.length === 1 ? 'ID' : 'IDs'}`
    : 'A list of IDs saved in another browser'
}

function atLeast(count: string, noun: string): string {
  return `At least ${count} ${noun}${count === '1' ? '' : 's'}`
}

const labels: Record<Exclude<FilterName, 'date_to'>, (value: string, search: RecordingsSearch) => string> = {
  date_from: (value, search) => `Started ${dateRangeText(value, search.date_to)}`,
  duration_over: (value) => `Longer than ${seconds(value)}`,
  duration_under: (value) => `Shorter than ${seconds(value)}`,
  active_over: (value) => `Active longer than ${seconds(value)}`,
  active_under: (value) => `Active shorter than ${seconds(value)}`,
  clicks: (value) => atLeast(value, 'click'),
  console_errors: (value) => atLeast(value, 'console error'),
  rage_clicks: (value) => atLeast(value, 'rage click'),
  dead_clicks: (value) => atLeast(value, 'dead click'),
  quick_backs: (value) => atLeast(value, 'quick back'),
  errors_after_click: (value) => `At least ${value} ${value === '1' ? 'error' : 'errors'} after a click`,
  failed_requests: (value) => atLeast(value, 'failed request'),
  exceptions: (value) => atLeast(value, 'exception'),
  exception: (value) => `Exception contains ${value}`,
  event: (value) => `Event ${value}`,
  visited: (value) => `Visited URL contains ${value}`,
  distinct_id: (value) => `Distinct ID ${value}`,
  person_uuid: (value) => `Person ${value}`,
  session_ids: (value) => idsText(value),
  start_url: (value) => `Start URL contains ${value}`,
  property: (value) => value.replace('=', ' is '),
  console: (value) => `Console message contains ${value}`,
  test_accounts: () => 'Test accounts hidden',
  viewed: () => 'Not viewed by me',
}

/** The active filters, in the order of the menu. `personName` is that of the person whose UUID is a filter. The date range counts only if it isn't the default. */
export function activeFilters(search: RecordingsSearch, personName: string | null = null): ActiveFilter[] {
  return filterNames.flatMap((name) => {
    if (name === 'date_to') return []
    const isDateRange = name === 'date_from'
    const isOn = isDateRange
      ? search.date_from !== emptySearch.date_from || search.date_to !== ''
      : search[name] !== emptySearch[name]
    if (!isOn) return []
    const clears: FilterName[] = isDateRange ? ['date_from', 'date_to'] : [name]
    const label = name === 'person_uuid' && personName !== null ? `Person: ${personName}` : labels[name](search[name], search)
    return [{ name, label, clears }]
  })
}

/** The search parameters that reset these filters. */
export function withoutFilters(names: readonly FilterName[]): Partial<RecordingsSearch> {
  return { ...Object.fromEntries(names.map((name) => [name, emptySearch[name]])), offset: 0 }
}
