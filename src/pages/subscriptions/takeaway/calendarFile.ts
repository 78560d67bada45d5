import { generateIcsCalendar, type IcsEvent, type IcsRecurrenceRule } from 'ts-ics'
import type { Connection } from '#api/connection.ts'
import type { Dialect } from '#features/schedule/dialect.ts'
import { forecastDeliveries } from '#features/schedule/forecastDeliveries.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import type { Judged } from '../judged.ts'
import { hasTwoEnds, recurrenceOf } from './recurrence.ts'

type Where = Pick<Connection, 'host' | 'projectId'>

/** Deliveries from now on and before `to`, in milliseconds since 1970. */
export type CalendarRange = { now: number; to: number; dialect: Dialect }

const mostOfOne = 1000

function eventOf(where: Where, { subscription, name, recipients }: Judged, at: number, now: number, source: string): IcsEvent {
  const to = recipients.list.slice(0, 20).map(({ label }) => label)
  const rest = recipients.list.length > to.length ? ` and ${recipients.list.length - to.length} more` : ''
  return {
    uid: `${subscription.id}-${at}-${where.projectId}@${new URL(where.host).hostname}`,
    summary: cutText(oneLine(name), 200),
    description: `${source}. To ${to.join(', ') || 'nobody'}${rest}.`,
    start: { date: new Date(at) },
    duration: { minutes: 15 },
    stamp: { date: new Date(now) },
    timeTransparent: 'TRANSPARENT',
  }
}

function write(events: IcsEvent[]): string {
  return generateIcsCalendar({ version: '2.0', prodId: '-//Replay Desk//Subscriptions//EN', events })
}

/** All coming deliveries as single events, in UTC. `cut` counts subscriptions with more than are listed (1,000 each). */
export function calendarOfAll(where: Where, shown: readonly Judged[], { now, to, dialect }: CalendarRange) {
  let cut = 0
  const events = shown.flatMap((judged) => {
    const { coming, isCut } = forecastDeliveries(judged.subscription, { now, to, most: mostOfOne, dialect })
    if (isCut) cut += 1
    return coming.map(({ at, isConfirmed }) =>
      eventOf(where, judged, at, now, isConfirmed ? 'Confirmed by the server' : 'Predicted'),
    )
  })
  return { text: write(events), events: events.length, cut }
}

/**
 * One subscription as one recurring event where a rule says exactly what the server does, else as single events in the range.
 * Null where nothing is to come.
 */
export function calendarOfOne(where: Where, judged: Judged, range: CalendarRange): { text: string; isRecurring: boolean } | null {
  const { now, dialect } = range
  const [first] = forecastDeliveries(judged.subscription, { now, most: 1, dialect }).coming
  if (!first) return null
  const rule: IcsRecurrenceRule | null = hasTwoEnds(judged.subscription)
    ? null
    : recurrenceOf(judged.subscription, first.at, now, dialect)
  if (rule === null) return { text: calendarOfAll(where, [judged], range).text, isRecurring: false }
  const event = eventOf(where, judged, first.at, now, 'The first is the server’s next date, the others follow from the schedule')
  return { text: write([{ ...event, recurrenceRule: rule }]), isRecurring: true }
}
