import {
  defaultFilters,
  isSignal,
  type RecordingFilters,
  type RecordingOrder,
  recordingOrders,
  type SignalConditions,
  signalNames,
} from '#api/recordings/recordingFilters.ts'
import { choiceParam, type ParameterReader, type SearchOf, searchReader, textParam } from '#lib/searchParams.ts'
import { sliceParams } from '#lib/slice.ts'
import type { SignalWeights } from '#storage/signalWeights.ts'

/** Those of servers, and those of SQL. */
export const listOrders = [...recordingOrders, ...signalNames, 'score'] as const
export type ListOrder = (typeof listOrders)[number]

function isBySql(order: ListOrder): order is Exclude<ListOrder, RecordingOrder> {
  return order === 'score' || isSignal(order)
}

/** A whole number of at least `least`, as text; "" for anything else. */
function countParam(least: number): ParameterReader<string> {
  return (text) => (/^\d{1,7}$/.test(text) && Number(text) >= least ? text : '')
}

/**
 * Accepts "-36h", "-7d", "2026-11-01" or an ISO date and time (posthog-api.md#b1-recordings-list); returns the fallback for
 * anything else.
 */
export function readDate(text: string, fallback: string): string {
  if (/^-\d{1,4}[hdwmy]$/.test(text)) return text
  const isDay = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/.test(text)
  return isDay && !Number.isNaN(Date.parse(text)) ? text : fallback
}

const boundedText = textParam(500)
const hide = choiceParam('', 'hide')

/**
 * The URL of the recordings screen: filters, order, slice, name and columns of a saved view, and the recording open in the side
 * panel.
 */
export const recordingsSearch = searchReader({
  ...sliceParams,
  order: choiceParam(...listOrders),
  direction: choiceParam('DESC', 'ASC'),
  date_from: (value) => readDate(value, defaultFilters.dateFrom),
  date_to: (value) => readDate(value, ''),
  duration_over: countParam(0),
  duration_under: countParam(1),
  active_over: countParam(0),
  active_under: countParam(1),
  clicks: countParam(1),
  console_errors: countParam(1),
  distinct_id: boundedText,
  person_uuid: boundedText,
  session_ids: (value) => value.slice(0, 20_000),
  rage_clicks: countParam(1),
  dead_clicks: countParam(1),
  quick_backs: countParam(1),
  errors_after_click: countParam(1),
  failed_requests: countParam(1),
  exceptions: countParam(1),
  exception: boundedText,
  event: boundedText,
  visited: boundedText,
  start_url: boundedText,
  property: boundedText,
  console: boundedText,
  test_accounts: hide,
  viewed: hide,
  columns: boundedText,
  open: boundedText,
  view: boundedText,
})
export type RecordingsSearch = SearchOf<typeof recordingsSearch>

export const emptySearch: RecordingsSearch = recordingsSearch.defaults

/** The same search parameters with a recording open. */
export function openSearch(search: string, id: string): string {
  const params = new URLSearchParams(search)
  params.set('open', id)
  return `?${params}`
}

/** The search parameters of a date range; none of the default one. */
export function rangeSearch({ date_from, date_to }: Pick<RecordingsSearch, 'date_from' | 'date_to'>): Record<string, string> {
  return { ...(date_from !== defaultFilters.dateFrom && { date_from }), ...(date_to !== '' && { date_to }) }
}

/** In the order in which the screen shows them. */
export const filterNames = [
  'date_from',
  'date_to',
  'duration_over',
  'duration_under',
  'active_over',
  'active_under',
  'distinct_id',
  'person_uuid',
  'session_ids',
  'clicks',
  'console_errors',
  ...signalNames,
  'exception',
  'event',
  'visited',
  'start_url',
  'property',
  'console',
  'test_accounts',
  'viewed',
] as const
export type FilterName = (typeof filterNames)[number]

function number(text: string): number | null {
  return text === '' ? null : Number(text)
}

/** Splits "$channel_type=Direct" at the first "="; null if name or value is missing. */
export function readProperty(text: string): { key: string; value: string } | null {
  const at = text.indexOf('=')
  return at > 0 && at < text.length - 1 ? { key: text.slice(0, at), value: text.slice(at + 1) } : null
}

function signalsOf(search: RecordingsSearch, weights: SignalWeights | null): SignalConditions | null {
  const { exception, event, visited, order } = search
  const atLeast = Object.fromEntries(signalNames.flatMap((name) => (search[name] ? [[name, Number(search[name])]] : [])))
  const isAny = exception || event || visited || isBySql(order) || Object.keys(atLeast).length > 0
  if (!isAny) return null
  return {
    atLeast,
    exception: exception || null,
    event: event || null,
    visited: visited || null,
    order: isSignal(order) ? order : null,
    score: order === 'score' ? weights : null,
  }
}

/** `ids` are those of `session_ids`, which may name a list saved in this browser; `weights` are for the order by score. */
export function questionOf(
  search: RecordingsSearch,
  ids: readonly string[],
  weights: SignalWeights | null = null,
): RecordingFilters {
  return {
    order: isBySql(search.order) ? defaultFilters.order : search.order,
    direction: search.direction,
    dateFrom: search.date_from,
    dateTo: search.date_to || null,
    durationOver: number(search.duration_over),
    durationUnder: number(search.duration_under),
    activeOver: number(search.active_over),
    activeUnder: number(search.active_under),
    atLeastClicks: number(search.clicks),
    atLeastErrors: number(search.console_errors),
    distinctId: search.distinct_id || null,
    personUuid: search.person_uuid || null,
    ids,
    startUrl: search.start_url || null,
    property: readProperty(search.property),
    consoleText: search.console || null,
    hideTestAccounts: search.test_accounts === 'hide',
    hideViewed: search.viewed === 'hide',
    signals: signalsOf(search, weights),
  }
}

/** Parameters that are unknown or couldn't be read, such as "order=foo". */
export function droppedParameters(params: URLSearchParams): string[] {
  const read: Record<string, string | number> = recordingsSearch.read(params)
  return [...params].flatMap(([name, value]) => {
    const isRead = Object.hasOwn(read, name) && String(read[name]) === value.trim()
    return isRead ? [] : [`${name}=${value}`.slice(0, 60)]
  })
}
