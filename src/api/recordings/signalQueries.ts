import { likePattern } from '#api/sql/likePattern.ts'
import { featuresTable } from '#api/sql/missingTables.ts'
import { maxCounted, type SignalWeights } from '#storage/signalWeights.ts'
import { finalAfterMinutes } from './sessionEvents.ts'
import { type RecordingFilters, type SignalConditions, type SignalName, signalNames } from './recordingFilters.ts'

export const maxSessions = 5000

/** Rows of recordings, which old servers do not have. */
export const recorded = 'raw_session_replay_events'

const featureColumns: Readonly<Partial<Record<SignalName, string>>> = {
  rage_clicks: 'rage_click_count',
  dead_clicks: 'dead_click_count',
  quick_backs: 'quick_back_count',
  errors_after_click: 'console_error_after_click_count',
  failed_requests: 'network_failed_request_count',
}

const countedEvents: Readonly<Partial<Record<SignalName, string>>> = {
  rage_clicks: '$rageclick',
  dead_clicks: '$dead_click',
  exceptions: '$exception',
}

export type Values = Record<string, unknown>
export type Query = { text: string; values: Values; ignored: SignalName[]; tables: string[] }

/** The conditions on events that name something, each true for an event that meets it. */
function eventTests({ exception, event, visited }: SignalConditions): { tests: string[]; values: Values } {
  const tests: string[] = []
  const values: Values = {}
  if (exception !== null) {
    tests.push(
      "(event = '$exception' and concat(ifNull(toString(properties.$exception_types), ''), ' ', ifNull(toString(properties.$exception_values), ''), ' ', ifNull(toString(properties.$exception_type), ''), ' ', ifNull(toString(properties.$exception_message), '')) ilike {exception})",
    )
    values['exception'] = likePattern(exception)
  }
  if (event !== null) {
    tests.push('(event = {event})')
    values['event'] = event
  }
  if (visited !== null) {
    tests.push(
      "(event in ('$pageview', '$screen') and coalesce(toString(properties.$current_url), toString(properties.$screen_name), '') ilike {visited})",
    )
    values['visited'] = likePattern(visited)
  }
  return { tests, values }
}

/** Events may come a day after the last start of the range, since sessions go on. */
export const eventTime = 'timestamp >= toDateTime({from}) and timestamp <= toDateTime({to}) + interval 1 day'
export const recordedTime = 'min_first_timestamp >= toDateTime({from}) and min_first_timestamp <= toDateTime({to})'

function direction({ direction: way }: RecordingFilters): string {
  return way === 'ASC' ? 'asc' : 'desc'
}

/** A signal to sort by must have happened: 5,000 sessions without it would say nothing. */
function leastCounts({ atLeast, order }: SignalConditions): [SignalName, number][] {
  const names = new Set([...Object.keys(atLeast), ...(order === null ? [] : [order])])
  return signalsIn(names).map((name) => [name, atLeast[name] ?? 1])
}

function signalsIn(names: ReadonlySet<string>): SignalName[] {
  return signalNames.filter((name) => names.has(name))
}

function havingOf(counts: readonly [SignalName, number][], values: Values): string[] {
  return counts.map(([name, least]) => {
    values[name] = least
    return `${name} >= {${name}}`
  })
}

/** Sessions by what the server counts of each recording. */
function byFeatures(question: RecordingFilters, signals: SignalConditions): Query {
  const counts = leastCounts(signals)
  const own = counts.filter(([name]) => featureColumns[name] !== undefined)
  const others = counts.filter(([name]) => featureColumns[name] === undefined)
  const { tests, values } = eventTests(signals)
  const columns = own.map(([name]) => `sum(${featureColumns[name]}) as ${name}`)
  const within = others.length > 0 || tests.length > 0 ? ` and session_id in (${sessionsWithEvents(others, tests, values)})` : ''
  const having = havingOf(own, values).join(' and ')
  const order =
    signals.order !== null && featureColumns[signals.order] !== undefined
      ? `${signals.order} ${direction(question)}, start desc`
      : `start ${direction(question)}`
  return {
    text: `select session_id, min(min_first_timestamp) as start, null as matched${columns.map((one) => `, ${one}`).join('')}
from ${featuresTable}
where ${recordedTime}${within}
group by session_id
having ${having}
order by ${order}
limit ${maxSessions + 1}`,
    values,
    ignored: [],
    tables: [featuresTable],
  }
}

/** A query of session IDs whose events have these counts and meet these tests. */
function sessionsWithEvents(counts: readonly [SignalName, number][], tests: readonly string[], values: Values): string {
  const having = [
    ...counts.map(([name, least]) => {
      values[name] = least
      return `countIf(event = '${countedEvents[name]}') >= {${name}}`
    }),
    ...tests.map((test) => `countIf(${test}) > 0`),
  ]
  return `select $session_id from events where ${eventTime} group by $session_id having ${having.join(' and ')}`
}

/** Sessions by their events; signals that are in no event are ignored. `isRecorded`: only those with a recording. */
function byEvents(question: RecordingFilters, signals: SignalConditions, isRecorded: boolean): Query {
  const wanted = leastCounts(signals)
  const counts = wanted.filter(([name]) => countedEvents[name] !== undefined)
  const { tests, values } = eventTests(signals)
  const columns = counts.map(([name]) => `countIf(event = '${countedEvents[name]}') as ${name}`)
  const happened = counts.map(([name]) => `event = '${countedEvents[name]}'`)
  const any = [...happened, ...tests].join(' or ')
  const named = tests.length > 0 ? tests : happened
  const matched = named.length === 0 ? 'null' : `minIf(timestamp, ${named.join(' or ')})`
  const having = [...havingOf(counts, values), ...tests.map((test) => `countIf(${test}) > 0`)]
  const within = isRecorded ? ` and $session_id in (select session_id from ${recorded} where ${recordedTime})` : ''
  const isOrdered = signals.order !== null && countedEvents[signals.order] !== undefined
  return {
    text: `select $session_id as session_id, min(timestamp) as start, ${matched} as matched${columns.map((one) => `, ${one}`).join('')}
from events
where ${eventTime}${any === '' ? '' : ` and (${any})`}${within}
group by session_id${
      having.length === 0
        ? ''
        : `
having ${having.join(' and ')}`
    }
order by ${isOrdered ? `${signals.order} ${direction(question)}, start desc` : `start ${direction(question)}`}
limit ${maxSessions + 1}`,
    values,
    ignored: wanted.map(([name]) => name).filter((name) => countedEvents[name] === undefined),
    tables: isRecorded ? [recorded] : [],
  }
}

const weightOf = {
  rage_clicks: 'rageClicks',
  dead_clicks: 'deadClicks',
  quick_backs: 'quickBacks',
  errors_after_click: 'errorsAfterClick',
  failed_requests: 'failedRequests',
  exceptions: 'exceptions',
} as const satisfies Record<SignalName, keyof SignalWeights>

const lastPage =
  "argMaxIf(coalesce(toString(properties.$pathname), toString(properties.$screen_name), ''), timestamp, event in ('$pageview', '$screen'))"

/** The sum of `scoreOf` of features/signals/score.ts, from columns with the counts of a session, its last page and its end. */
function scoreSum(weights: SignalWeights, names: readonly SignalName[], values: Values): string {
  const counts = names.filter((name) => weights[weightOf[name]] > 0)
  const pages = weights.leftOn > 0 ? weights.leftPages.filter((page) => page !== '') : []
  for (const name of counts) values[`points_${name}`] = weights[weightOf[name]]
  if (pages.length > 0) values['points_left'] = weights.leftOn
  for (const [order, page] of pages.entries()) values[`page_${order}`] = page
  const isLeft = pages.map((_, order) => `position(left_on, {page_${order}}) > 0`).join(' or ')
  return [
    ...counts.map((name) => `least(${name}, ${maxCounted}) * {points_${name}}`),
    ...(isLeft ? [`if(ended < now() - interval ${finalAfterMinutes} minute and (${isLeft}), {points_left}, 0)`] : []),
    '0',
  ].join(' + ')
}

/** Sessions by their score, those without points left out. `source` has a row or more per session. */
function byScore(question: RecordingFilters, signals: SignalConditions, weights: SignalWeights, source: ScoreSource): Query {
  const { names, text, tables } = source
  const { tests, values } = eventTests(signals)
  const counts = leastCounts({ ...signals, order: null })
  const having = havingOf(
    counts.filter(([name]) => names.includes(name)),
    values,
  )
  const within = tests.length > 0 ? ` where session_id in (${sessionsWithEvents([], tests, values)})` : ''
  const score = scoreSum(weights, names, values)
  return {
    text: `select session_id, start, null as matched, ${score} as score
from (
  select session_id, min(begun) as start, max(last) as ended, max(page) as left_on, ${names.map((name) => `sum(${name}_here) as ${name}`).join(', ')}
  from (${text})${within}
  group by session_id
)
where ${['start is not null', 'score > 0', ...having].join(' and ')}
order by score ${direction(question)}, start desc
limit ${maxSessions + 1}`,
    values,
    ignored: signalNames.filter((name) => !names.includes(name) && (weights[weightOf[name]] > 0 || signals.atLeast[name])),
    tables,
  }
}

type ScoreSource = { names: SignalName[]; text: string; tables: string[] }

function countedByServer(name: SignalName): string {
  return featureColumns[name] === undefined ? '0' : `sum(${featureColumns[name]})`
}

function countedByEvents(name: SignalName): string {
  return `countIf(event = '${countedEvents[name]}')`
}

/** Counts of recordings, and of their events what only those tell. */
function featuresAndEvents(): ScoreSource {
  const names = [...signalNames]
  const columns = (of: (name: SignalName) => string) => names.map((name) => `${of(name)} as ${name}_here`).join(', ')
  return {
    names,
    text: `select session_id, min(min_first_timestamp) as begun, max(max_last_timestamp) as last, '' as page, ${columns(countedByServer)}
    from ${featuresTable} where ${recordedTime} group by session_id
    union all
    select $session_id as session_id, null as begun, null as last, ${lastPage} as page, ${columns((name) => (featureColumns[name] === undefined ? countedByEvents(name) : '0'))}
    from events where ${eventTime} and event in ('$exception', '$pageview', '$screen') group by $session_id`,
    tables: [featuresTable],
  }
}

/** Counts of events alone. */
function eventsOnly(isRecorded: boolean): ScoreSource {
  const names = signalNames.filter((name) => countedEvents[name] !== undefined)
  const columns = names.map((name) => `${countedByEvents(name)} as ${name}_here`).join(', ')
  const within = isRecorded ? ` and $session_id in (select session_id from ${recorded} where ${recordedTime})` : ''
  return {
    names,
    text: `select $session_id as session_id, min(timestamp) as begun, max(timestamp) as last, ${lastPage} as page, ${columns}
    from events where ${eventTime}${within} group by $session_id`,
    tables: isRecorded ? [recorded] : [],
  }
}

/** The queries that answer a question, the best first; the last reads no table that a server may lack. */
export function queriesFor(question: RecordingFilters, signals: SignalConditions): Query[] {
  const weights = signals.score
  if (weights) {
    const sources = [featuresAndEvents(), eventsOnly(true), eventsOnly(false)]
    return sources.map((source) => byScore(question, signals, weights, source))
  }
  const needsFeatures = leastCounts(signals).some(([name]) => featureColumns[name] !== undefined)
  return [
    ...(needsFeatures ? [byFeatures(question, signals)] : []),
    byEvents(question, signals, true),
    byEvents(question, signals, false),
  ]
}
