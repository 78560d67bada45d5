import type { SignalWeights } from '#storage/signalWeights.ts'

/** The fields that servers order by (posthog-api.md#b1-recordings-list). Only the newest know the last two. */
export const recordingOrders = [
  'start_time',
  'duration',
  'active_seconds',
  'inactive_seconds',
  'click_count',
  'keypress_count',
  'mouse_activity_count',
  'console_error_count',
  'activity_score',
  'recording_ttl',
  'surfacing_score',
] as const
export type RecordingOrder = (typeof recordingOrders)[number]

/** What happened in a session, as SQL counts it (findSessions.ts). */
export const signalNames = [
  'rage_clicks',
  'dead_clicks',
  'quick_backs',
  'errors_after_click',
  'failed_requests',
  'exceptions',
] as const
export type SignalName = (typeof signalNames)[number]

export function isSignal(name: string): name is SignalName {
  return signalNames.some((one) => one === name)
}

/** `atLeast` has inclusive counts; null means "no condition", and for `order` the start. */
export type SignalConditions = {
  atLeast: Partial<Record<SignalName, number>>
  /** Part of the type or message of an exception. */
  exception: string | null
  /** The name of an event. */
  event: string | null
  /** Part of the URL of a page that was seen. */
  visited: string | null
  order: SignalName | null
  /** The points to order by; null for another order. */
  score: SignalWeights | null
}

/** A session property with exactly this value, such as `$channel_type` "Direct" (posthog-api.md#g-session-properties). */
export type PropertyCondition = { key: string; value: string }

/**
 * Null, false and empty mean "no condition". `dateFrom` and `dateTo` are relative ("-7d") or ISO; durations are in seconds,
 * exclusive as in the API; `atLeast…` are inclusive counts.
 */
export type RecordingFilters = {
  order: RecordingOrder
  direction: 'ASC' | 'DESC'
  dateFrom: string
  dateTo: string | null
  durationOver: number | null
  durationUnder: number | null
  activeOver: number | null
  activeUnder: number | null
  atLeastClicks: number | null
  atLeastErrors: number | null
  distinctId: string | null
  personUuid: string | null
  /** Only these recordings, in this order. */
  ids: readonly string[]
  /** Part of the URL at which the session started. */
  startUrl: string | null
  property: PropertyCondition | null
  /** Part of a console message. */
  consoleText: string | null
  hideTestAccounts: boolean
  hideViewed: boolean
  /** Not sent with the list: SQL finds the sessions first, and their IDs are. */
  signals: SignalConditions | null
}

/** The server's defaults. */
export const defaultFilters: RecordingFilters = {
  order: 'start_time',
  direction: 'DESC',
  dateFrom: '-3d',
  dateTo: null,
  durationOver: null,
  durationUnder: null,
  activeOver: null,
  activeUnder: null,
  atLeastClicks: null,
  atLeastErrors: null,
  distinctId: null,
  personUuid: null,
  ids: [],
  startUrl: null,
  property: null,
  consoleText: null,
  hideTestAccounts: false,
  hideViewed: false,
  signals: null,
}

/** Whether SQL finds the recordings and their order, not the list. */
export function isOrderedBySql({ signals, order }: RecordingFilters): boolean {
  return signals !== null && order === defaultFilters.order
}

/** Covers any retention: old servers limit even `session_ids` by the date range (posthog-api.md#b1-recordings-list). */
export const widestDateFrom = '-1825d'

type Predicate = { type: 'recording'; key: string; value: number; operator: 'gt' | 'lt' }

function predicate(key: string, operator: 'gt' | 'lt', value: number | null): Predicate[] {
  return value === null ? [] : [{ type: 'recording', key, value, operator }]
}

function contains(key: string, value: string | null) {
  return value === null ? [] : [{ type: 'session', key, value, operator: 'icontains' }]
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}

/**
 * The parameters of the recordings list (posthog-api.md#b1-recordings-list). Only what differs from the server's defaults is
 * sent, since servers refuse unknown names. Never throws.
 */
export function recordingParameters(question: RecordingFilters) {
  const { order, direction, dateFrom, dateTo, distinctId, personUuid, ids, property, consoleText } = question
  const exactly = property ? [{ type: 'session', key: property.key, value: [property.value], operator: 'exact' }] : []
  return {
    order: order === defaultFilters.order ? undefined : order,
    order_direction: direction === defaultFilters.direction ? undefined : direction,
    date_from: ids.length > 0 ? widestDateFrom : dateFrom === defaultFilters.dateFrom ? undefined : dateFrom,
    date_to: ids.length > 0 ? undefined : (dateTo ?? undefined),
    session_ids: unlessEmpty(ids),
    person_uuid: personUuid ?? undefined,
    distinct_ids: distinctId === null ? undefined : [distinctId],
    having_predicates: unlessEmpty([
      ...predicate('duration', 'gt', question.durationOver),
      ...predicate('duration', 'lt', question.durationUnder),
      ...predicate('active_seconds', 'gt', question.activeOver),
      ...predicate('active_seconds', 'lt', question.activeUnder),
      ...predicate('click_count', 'gt', question.atLeastClicks === null ? null : question.atLeastClicks - 1),
      ...predicate('console_error_count', 'gt', question.atLeastErrors === null ? null : question.atLeastErrors - 1),
    ]),
    properties: unlessEmpty([...contains('$entry_current_url', question.startUrl), ...exactly]),
    console_log_filters:
      consoleText === null ? undefined : [{ type: 'log_entry', key: 'message', value: consoleText, operator: 'icontains' }],
    filter_test_accounts: question.hideTestAccounts || undefined,
    hide_viewed_recordings: question.hideViewed ? 'current-user' : undefined,
  }
}
