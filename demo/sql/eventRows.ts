import type { Dataset } from '../data/dataset.ts'
import { hexadecimal, mix } from '../data/mix.ts'
import { sessionProperties } from '../data/sessionProperties.ts'
import { createRecordingReader } from '../data/recordingReader.ts'

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

const browserNames = ['$device_type', '$browser', '$os', '$geoip_country_code', '$geoip_city_name', '$browser_language']

/**
 * The events of a session, made of what its recording is known to have: as many `$pageview` (or `$screen` in an app) as its
 * session says, at its pages, or where those are not known, the first and the last at the addresses where it began and ended, those between at pages of other visits; an
 * `$autocapture` for each of its clicks, 50 at most; an `$exception` for each console error, 20 at most, with messages of its
 * console; one of each other event that happened. Spread evenly over its time.
 */
export function eventsOf(dataset: Dataset, position: number): EventRow[] {
  const facts = dataset.detailsAt(position)
  const session = createRecordingReader(dataset).session(position)
  const { visit, startedAt } = session
  const duration = (session.durationSeconds ?? 0) * 1000
  const person = dataset.personAt(position)
  const known = person === null ? {} : dataset.roster.factsOf(person).properties
  const shared = {
    $session_id: dataset.idAt(position),
    $lib: visit.isMobile ? 'posthog-ios' : 'web',
    $device_type: visit.isMobile ? 'Mobile' : 'Desktop',
    ...Object.fromEntries(browserNames.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]]))),
    ...(visit.referrer === null ? { $referring_domain: '$direct' } : { $referring_domain: visit.referrer }),
    ...(visit.utm === null
      ? {}
      : { utm_source: visit.utm.source, utm_medium: visit.utm.medium, utm_campaign: visit.utm.campaign }),
  }
  const rows: EventRow[] = []

  function spread(event: string, count: number, propertiesOf: (order: number) => Record<string, unknown>) {
    for (let order = 0; order < count; order += 1) {
      const timestamp = startedAt + Math.floor((duration * order) / Math.max(1, count))
      rows.push({ uuid: uuidOf(position, rows.length), event, timestamp, properties: { ...shared, ...propertiesOf(order) } })
    }
  }

  const views = Number(sessionProperties[visit.isMobile ? '$screen_count' : '$pageview_count']?.read(session) ?? 0)
  const urlAt = (order: number) => {
    if (visit.pages !== undefined) return visit.pages[order] ?? null
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
    $exception_message: messages[order % Math.max(1, messages.length)] ?? null,
  }))
  const counted = new Set(['$pageview', '$screen', '$autocapture', '$exception'])
  for (const name of facts.events.filter((one) => !counted.has(one))) spread(name, 1, () => here)
  return rows
}
