import { invalidInput, Refusal } from '../host/answers.ts'
import type { Measure } from '../data/activity.ts'
import { parseInstant } from '../data/times.ts'
import { day } from '../data/timeline.ts'
import { textsAt } from './filters/filter.ts'
import { ordersOf, readListParameters } from './listParameters.ts'
import type { Edition } from '../host/options.ts'

/** The parsed parameters of a recordings list. */
export type ListQuery = {
  from: number
  to: number
  /** Whether `date_from` was sent, or the default of three days applies. */
  isWindowChosen: boolean
  measure: Measure | 'start'
  ascending: boolean
  limit: number
  /** Null if not sent; newest servers then page by cursor. */
  offset: number | null
  after: string | null
  sessionIds: readonly string[] | null
  pinnedId: string | null
  /** All parameters as they came, for the filters. */
  values: ReadonlyMap<string, unknown>
}

const defaultWindow = '-3d'

/** The most rows that the server's database returns. */
const maxRows = 50_000

function textOf(values: ReadonlyMap<string, unknown>, name: string): string | null {
  const value = values.get(name)
  return typeof value === 'string' ? value : null
}

function numberOf(values: ReadonlyMap<string, unknown>, name: string): number | null {
  const value = values.get(name)
  return typeof value === 'number' ? value : null
}

function readLimit(requested: number | null, edition: Edition): number {
  if (requested === null || requested === 0) return edition === 'documented' ? 100 : 50
  return requested < 0 ? 100 : Math.min(requested, maxRows)
}

function instant(text: string | null, edge: 'from' | 'to', now: number, timezone: string): number | null {
  if (text === null || text === '') return null
  const time = parseInstant(text, edge, now, timezone)
  if (time === null) throw new Refusal(invalidInput(`Invalid date: ${text}`, `date_${edge}`))
  return time
}

/** The query that the server itself uses for the recordings of a collection: the last year. */
export function defaultListQuery(now: number): ListQuery {
  return {
    from: now - 365 * day,
    to: now,
    isWindowChosen: true,
    measure: 'start',
    ascending: false,
    limit: 50,
    offset: null,
    after: null,
    sessionIds: null,
    pinnedId: null,
    values: new Map(),
  }
}

/** Throws the 400 of an invalid parameter. */
export function readListQuery(url: URL, edition: Edition, now: number, timezone: string): ListQuery {
  const values = readListParameters(url.searchParams, edition)
  const from = textOf(values, 'date_from')
  const order = textOf(values, 'order') ?? 'start_time'
  const offset = numberOf(values, 'offset')
  return {
    from: instant(from, 'from', now, timezone) ?? instant(defaultWindow, 'from', now, timezone) ?? 0,
    to: instant(textOf(values, 'date_to'), 'to', now, timezone) ?? now,
    isWindowChosen: from !== null,
    measure: ordersOf(edition)[order] ?? 'start',
    ascending: values.get('order_direction') === 'ASC',
    limit: readLimit(numberOf(values, 'limit'), edition),
    offset: offset === null ? null : Math.max(0, offset),
    after: textOf(values, 'after'),
    sessionIds: textsAt(values, 'session_ids'),
    pinnedId: textOf(values, 'session_recording_id'),
    values,
  }
}
