import { generateIcsCalendar, generateIcsEvent, type IcsEvent, type IcsRecurrenceRule } from 'ts-ics'
import type { Connection } from '#storage/connections.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { forecastDeliveries } from '#features/schedule/forecastDeliveries.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { inSlices } from '#lib/inSlices.ts'
import { createTextPieces } from '#lib/textPieces.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { hasTwoEnds, recurrenceOf } from './recurrence.ts'

/** `coverage`: how complete the export is, as text. */
export type CalendarFacts = Pick<Connection, 'host' | 'projectId' | 'projectName' | 'zone'> & { coverage: string }

/** From `now` and before `to`, in milliseconds since 1970. */
export type CalendarRange = { now: number; to: number; scheduleRules: ScheduleRules; signal?: AbortSignal }

/** `truncated`: subscriptions with more than `maxPerSubscription` deliveries. */
export type CalendarFile = { file: Blob; events: number; truncated: number }

export const maxPerSubscription = 1000

function uidOf({ host, projectId }: CalendarFacts, what: string): string {
  return `${what}-${projectId}@${new URL(host).hostname}`
}

function eventOf(
  facts: CalendarFacts,
  { subscription, name, recipients }: AnalyzedSubscription,
  at: number,
  now: number,
  source: string,
): IcsEvent {
  const to = recipients.list.slice(0, 20).map(({ label }) => label)
  const rest = recipients.list.length > to.length ? ` and ${recipients.list.length - to.length} more` : ''
  return {
    uid: uidOf(facts, `${subscription.id}-${at}`),
    summary: cutText(oneLine(name), 200),
    description: `${source}. To ${to.join(', ') || 'nobody'}${rest}.`,
    start: { date: new Date(at) },
    duration: { minutes: 15 },
    stamp: { date: new Date(now) },
    timeTransparent: 'TRANSPARENT',
  }
}

/** TEXT of RFC 5545, section 3.3.11. The library does not escape properties outside RFC 5545. */
function text(value: string) {
  return { value: oneLine(value).replaceAll(/[\\;,]/g, '\\$&') }
}

const nonStandard = {
  description: { name: 'X-WR-CALDESC', generate: text },
  zone: { name: 'X-WR-TIMEZONE', generate: text },
} as const

/** The calendar without events. Name, description and zone are X-WR properties, which calendar apps read; all times are UTC. */
function calendarEnvelope({ host, projectId, projectName, zone, coverage }: CalendarFacts, { now, to }: CalendarRange) {
  const project = projectName ?? `project ${projectId}`
  const until = to === Infinity ? '' : ` Deliveries until ${new Date(to).toISOString()}.`
  const description = `Subscriptions of ${project} on ${host}, as of ${new Date(now).toISOString()}: ${coverage}.${until} All times are UTC; the project's time zone is ${zone ?? 'unknown'}. The first delivery of each subscription is confirmed by the server, later ones are predicted.`
  const calendar = generateIcsCalendar(
    {
      version: '2.0',
      prodId: '-//Replay Desk//Subscriptions//EN',
      name: oneLine(`Subscriptions of ${project}`),
      nonStandard: { description, zone: 'UTC' },
    },
    { nonStandard },
  )
  const end = calendar.lastIndexOf('END:VCALENDAR')
  return { head: calendar.slice(0, end), foot: calendar.slice(end) }
}

/** All upcoming deliveries as single events in UTC. Works in slices; rejects with the reason of an aborted `range.signal`. */
export async function calendarOfAll(
  facts: CalendarFacts,
  shown: readonly AnalyzedSubscription[],
  range: CalendarRange,
): Promise<CalendarFile> {
  const { now, to, scheduleRules, signal } = range
  const { head, foot } = calendarEnvelope(facts, range)
  const pieces = createTextPieces()
  pieces.add(head)
  let events = 0
  let truncated = 0
  function* allUpcoming() {
    for (const analyzed of shown) {
      const { upcoming, hasMore } = forecastDeliveries(analyzed.subscription, {
        now,
        to,
        limit: maxPerSubscription,
        scheduleRules,
      })
      if (hasMore) truncated += 1
      for (const delivery of upcoming) yield { analyzed, ...delivery }
    }
  }
  await inSlices(
    allUpcoming(),
    ({ analyzed, at, isConfirmed }) => {
      events += 1
      pieces.add(generateIcsEvent(eventOf(facts, analyzed, at, now, isConfirmed ? 'Confirmed by the server' : 'Predicted')))
    },
    signal,
  )
  pieces.add(foot)
  return { file: pieces.blob(), events, truncated }
}

/**
 * One recurring event if a rule matches the server exactly, otherwise single events in the range. Null if nothing is
 * scheduled.
 */
export async function calendarOfOne(
  facts: CalendarFacts,
  analyzed: AnalyzedSubscription,
  range: CalendarRange,
): Promise<{ file: Blob; isRecurring: boolean } | null> {
  const { now, scheduleRules } = range
  const [first] = forecastDeliveries(analyzed.subscription, { now, limit: 1, scheduleRules }).upcoming
  if (!first) return null
  const rule: IcsRecurrenceRule | null = hasTwoEnds(analyzed.subscription)
    ? null
    : recurrenceOf(analyzed.subscription, first.at, now, scheduleRules)
  if (rule === null) return { file: (await calendarOfAll(facts, [analyzed], range)).file, isRecurring: false }
  const event = eventOf(facts, analyzed, first.at, now, 'First date confirmed by the server, later ones predicted')
  const { head, foot } = calendarEnvelope(facts, { ...range, to: Infinity })
  // A stable ID, so that importing again replaces the event.
  const recurring = { ...event, uid: uidOf(facts, analyzed.subscription.id), recurrenceRule: rule }
  return { file: new Blob([head, generateIcsEvent(recurring), foot]), isRecurring: true }
}
