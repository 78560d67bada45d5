import { invalidInput, Refusal } from '../answers.ts'
import { endOf, type RecordingFacts } from '../data/recordingFacts.ts'
import { pick } from '../data/select.ts'
import { editionFacts } from '../editions.ts'
import type { AskedOfProject } from '../resource.ts'
import { within } from '../state.ts'
import type { HogQuery, QueryAnswer } from './hogQuery.ts'

type Column = { type: string; read(facts: RecordingFacts): unknown }

export function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

/** What the table of raw replay events is known to tell of a session. */
const columns: Readonly<Record<string, Column>> = {
  session_id: { type: 'String', read: ({ id }) => id },
  distinct_id: { type: 'String', read: ({ distinctId }) => distinctId },
  min_first_timestamp: { type: 'DateTime64', read: ({ startedAt }) => iso(startedAt) },
  max_last_timestamp: { type: 'DateTime64', read: (facts) => iso(endOf(facts)) },
  click_count: { type: 'Int64', read: ({ activity }) => activity.clickCount },
  keypress_count: { type: 'Int64', read: ({ activity }) => activity.keypressCount },
  console_error_count: { type: 'Int64', read: ({ activity }) => activity.consoleErrorCount },
  first_url: { type: 'String', read: ({ visit }) => visit.startUrl },
}

const usualLimit = 100
const mostRows = 50_000

/** The selected columns, each under its alias: the known column that stands in an expression is what it gives. */
function selectedColumns(text: string): { name: string; column: Column }[] {
  const list = /select\s+(?:distinct\s+)?([\s\S]+?)\s+from\s/i.exec(text)?.[1] ?? ''
  const expressions = list.split(/,(?![^(]*\))/).map((expression) => expression.trim())
  return expressions.map((expression) => {
    const known = Object.entries(columns).find(([name]) => new RegExp(`\\b${name}\\b`, 'i').test(expression))
    if (known === undefined) throw new Refusal(invalidInput(`Unable to resolve field: ${expression}`))
    return { name: /\bas\s+(\w+)$/i.exec(expression)?.[1] ?? expression, column: known[1] }
  })
}

/** A number after `limit` or `offset`, written out or as a placeholder. */
export function amountAfter(word: string, { text, values }: HogQuery): number | null {
  const [, written, name] = new RegExp(`\\b${word}\\s+(?:(\\d+)|\\{(\\w+)\\})`, 'i').exec(text) ?? []
  const amount = written ?? values[name ?? '']
  return amount === undefined || !Number.isInteger(Number(amount)) ? null : Math.max(0, Number(amount))
}

type Selecting = {
  asked: AskedOfProject
  query: HogQuery
  /** The moments between which they started, both included; milliseconds since 1970. */
  from: number
  to: number
  matches: (position: number) => boolean
}

/**
 * What a query selects from raw_session_replay_events, a row per recording in the order of their start, newest first where its
 * text says `desc`. Servers that only hide deleted recordings still have them here.
 */
export async function selectRecordings({ asked, query, from, to, matches }: Selecting): Promise<QueryAnswer> {
  const { project, world, request } = asked
  const selected = selectedColumns(query.text)
  const { dataset } = project
  const limit = Math.min(mostRows, amountAfter('limit', query) ?? usualLimit)
  const offset = amountAfter('offset', query) ?? 0
  const { shreds } = editionFacts[world.options.edition]
  const selection = {
    dataset,
    ...dataset.within(from, to),
    measure: 'start',
    ascending: !/\bdesc\b/i.test(query.text),
    matches: (position: number) =>
      matches(position) && !(shreds && world.state.deleted.has(within(project, dataset.factsAt(position).id))),
  } as const
  const positions = await pick(selection, offset, limit + 1, request.signal)
  return {
    results: positions.slice(0, limit).map((position) => {
      const facts = dataset.factsAt(position)
      return selected.map(({ column }) => column.read(facts))
    }),
    columns: selected.map(({ name }) => name),
    types: selected.map(({ name, column }) => [name, column.type]),
    hasMore: positions.length > limit,
    limit,
    offset,
  }
}
