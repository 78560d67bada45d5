import { createHash } from 'node:crypto'
import { capturedId } from '../data/capturedRows.ts'
import { capturedSessions, snapshotEvents } from '../data/capturedSessions.ts'
import type { Dataset } from '../data/dataset.ts'
import { type Happening, happeningsOf } from '../data/happenings.ts'
import { visitFile } from '../data/leafAndKettle/visitParts.ts'
import { hexadecimal, mix } from '../data/mix.ts'
import { type Gap, longestGaps, paceWith } from '../data/pace.ts'
import type { RecordingFacts } from '../data/recordingFacts.ts'
import { sessionProperties } from '../data/sessionProperties.ts'
import { createRecordingReader } from '../data/recordingReader.ts'
import { recorderOf, type UnrecordedSession } from '../data/unrecorded.ts'

export type EventRow = {
  uuid: string
  event: string
  timestamp: number
  properties: Record<string, unknown>
}

/** Of clicks and of exceptions, so many at most become events of a session. */
const maxClicks = 50
const maxExceptions = 20

const seed = 0x5e5

function uuidOf(position: number, order: number): string {
  const parts = [1, 2, 3, 4].map((purpose) => hexadecimal(mix(seed, position * 131 + order, purpose), 8))
  const [one = '', two = '', three = '', four = ''] = parts
  return `${one}-${two.slice(0, 4)}-7${two.slice(5)}-8${three.slice(1, 4)}-${three.slice(4)}${four}`
}

/** What a page's address says of itself. */
function pageProperties(url: string | null): Record<string, unknown> {
  if (url === null) return {}
  if (!URL.canParse(url)) return { $current_url: url }
  const { host, pathname } = new URL(url)
  return { $current_url: url, $host: host, $pathname: pathname }
}

/** The same for messages that differ in numbers only. Cached, because thousands of events have a handful of messages. */
const fingerprints = new Map<string, string>()

function fingerprintOf(type: string, message: string): string {
  const text = `${type} ${message.replaceAll(/\d+/g, '0')}`
  const fingerprint = fingerprints.get(text) ?? createHash('sha512').update(text).digest('hex')
  fingerprints.set(text, fingerprint)
  return fingerprint
}

/** As the SDK reads an error: "Uncaught TypeError: x is null" is of the type TypeError. The fingerprint is the server's. */
function exceptionProperties(text: string | null): Record<string, unknown> {
  const [, type = 'Error', message = text ?? ''] = /^(?:Uncaught (?:\(in promise\) )?)?(\w*Error): (.*)$/s.exec(text ?? '') ?? []
  return {
    $exception_message: text,
    $exception_types: [type],
    $exception_values: [message],
    $exception_fingerprint: fingerprintOf(type, message),
  }
}

const browserNames = ['$device_type', '$browser', '$os', '$geoip_country_code', '$geoip_city_name', '$browser_language']

type Played = { file: string; from: number; until: number; seed: number }

/** The captured session that a recording shows as it was; null for those that something else stands in for. */
function playedBy({ id, played }: RecordingFacts): Played | null {
  if (played !== undefined) return { ...played, file: visitFile(played.visit) }
  const itself = capturedSessions().find(({ name }) => capturedId(name) === id)
  return itself === undefined ? null : { file: itself.name, from: 0, until: Number.POSITIVE_INFINITY, seed: 0 }
}

type Clock = { first: number; last: number; gaps: () => readonly Gap[] }
const clocks = new Map<string, Clock>()

function clockOf({ file, from, until }: Played): Clock {
  const name = `${file} ${from} ${until}`
  const known = clocks.get(name)
  if (known !== undefined) return known
  const times = snapshotEvents(file).map(({ event }) => Number(event['timestamp']))
  const part = times.filter((time) => time >= from && time <= until)
  const gaps = longestGaps(part)
  const clock = { first: Math.min(...part), last: Math.max(...part), gaps: () => gaps }
  clocks.set(name, clock)
  return clock
}

/** What happened in a recording that plays a captured session, at the times at which its replay shows it; null for others. */
export function happeningsIn(facts: RecordingFacts): Happening[] | null {
  const played = playedBy(facts)
  if (played === null) return null
  const clock = clockOf(played)
  const length = facts.played === undefined ? clock.last - clock.first : (facts.activity.durationSeconds ?? 0) * 1000
  const pace = paceWith(clock, facts.startedAt, length, played.seed)
  return happeningsOf(played.file).flatMap((one) => {
    const at = one.at >= played.from && one.at <= played.until ? pace(one.at) : null
    return at === null ? [] : [{ ...one, at }]
  })
}

/** Events that a recording has once for each time something happened, so many at most; all others it has once. */
const limits: Readonly<Record<string, number>> = {
  $pageview: 1000,
  $screen: 1000,
  $autocapture: maxClicks,
  $exception: maxExceptions,
  $rageclick: 1000,
  $dead_click: 1000,
}

function shareOfVisit(dataset: Dataset, position: number) {
  const visit = dataset.visitAt(position)
  const person = dataset.personAt(position)
  const known = person === null ? {} : dataset.roster.factsOf(person).properties
  return {
    $session_id: dataset.idAt(position),
    $lib: visit.isMobile ? 'posthog-ios' : 'web',
    ...recorderOf(dataset, position),
    $device_type: visit.isMobile ? 'Mobile' : 'Desktop',
    ...Object.fromEntries(browserNames.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]]))),
    ...(visit.referrer === null ? { $referring_domain: '$direct' } : { $referring_domain: visit.referrer }),
    ...(visit.utm === null
      ? {}
      : { utm_source: visit.utm.source, utm_medium: visit.utm.medium, utm_campaign: visit.utm.campaign }),
  }
}

type Event = Omit<EventRow, 'uuid'>

function playedEvents(happenings: readonly Happening[]): Event[] {
  const counts = new Map<string, number>()
  return happenings.flatMap(({ event, at, url, text }) => {
    const count = (counts.get(event) ?? 0) + 1
    counts.set(event, count)
    if (count > (limits[event] ?? 0)) return []
    const own =
      event === '$exception'
        ? exceptionProperties(text)
        : event === '$pageview'
          ? {}
          : { $event_type: 'click', ...(text === null ? {} : { $el_text: text }) }
    return [{ event, timestamp: at, properties: { ...pageProperties(url), ...own } }]
  })
}

/** Events spread evenly over the time of a recording whose replay something else stands in for. */
function spreadEvents(dataset: Dataset, position: number): Event[] {
  const facts = dataset.detailsAt(position)
  const session = createRecordingReader(dataset).session(position)
  const { visit, startedAt } = session
  const duration = (session.durationSeconds ?? 0) * 1000
  const rows: Event[] = []

  function spread(event: string, count: number, propertiesOf: (order: number) => Record<string, unknown>) {
    for (let order = 0; order < count; order += 1) {
      const timestamp = startedAt + Math.floor((duration * order) / Math.max(1, count))
      rows.push({ event, timestamp, properties: propertiesOf(order) })
    }
  }

  const views = Number(sessionProperties[visit.isMobile ? '$screen_count' : '$pageview_count']?.read(session) ?? 0)
  const urlAt = (order: number) => {
    if (order === 0) return visit.startUrl
    if (order === views - 1) return visit.endUrl
    return dataset.visitAt((position + order * 37) % dataset.total).endUrl
  }
  const here = pageProperties(visit.startUrl)
  const messages = facts.consoleMessages.filter(({ level }) => level === 'error').map(({ message }) => message)
  if (visit.isMobile) spread('$screen', views, () => ({ $screen_name: visit.startUrl }))
  else spread('$pageview', views, (order) => pageProperties(urlAt(order)))
  const clicks = Math.max(0, session.clickCount ?? 0)
  spread('$autocapture', Math.min(maxClicks, clicks), () => ({ ...here, $event_type: 'click' }))
  const errors = dataset.measureAt(position, 'consoleErrorCount') ?? 0
  spread('$exception', Math.min(maxExceptions, errors), (order) => ({
    ...here,
    ...exceptionProperties(messages[order % Math.max(1, messages.length)] ?? null),
  }))
  return rows
}

/**
 * The events of a session. Where its recording plays a captured session, they are what happened there, at the times at which the
 * replay shows it. Otherwise they are made of what the recording is known to have: as many `$pageview` (or `$screen` in an app) as its
 * session says, the first and the last at the addresses where it began and ended, those between at pages of other visits; an
 * `$autocapture` for each of its clicks; an `$exception` for each console error, with messages of its console. Of clicks there are
 * 50 at most, of exceptions 20, of each other event that happened one.
 */
export function eventsOf(dataset: Dataset, position: number): EventRow[] {
  const facts = dataset.factsAt(position)
  const happenings = happeningsIn(facts)
  const events = happenings === null ? spreadEvents(dataset, position) : playedEvents(happenings)
  const counted = new Set(['$pageview', '$screen', '$autocapture', '$exception', ...events.map(({ event }) => event)])
  const others = facts.events
    .filter((one) => !counted.has(one))
    .map((event) => ({ event, timestamp: facts.startedAt, properties: pageProperties(facts.visit.startUrl) }))
  const shared = shareOfVisit(dataset, position)
  return [...events, ...others].map((one, order) => ({
    ...one,
    uuid: uuidOf(position, order),
    properties: { ...shared, ...one.properties },
  }))
}

/** The page views of a session of which nothing was recorded. */
export function unrecordedEvents({ id, startedAt, urls, recorder }: UnrecordedSession, position: number): EventRow[] {
  return urls.map((url, order) => ({
    uuid: uuidOf(position, 5000 + order),
    event: '$pageview',
    timestamp: startedAt + order * 20_000,
    properties: { $session_id: id, $lib: 'web', ...recorder, ...pageProperties(url) },
  }))
}
