import { invalidInput, Refusal } from '../../host/answers.ts'
import { parseInstant } from '../../data/times.ts'
import type { ProjectCall } from '../../host/resource.ts'
import { conditionsOf, type HogQuery, isFrom, type QueryAnswer, unknownTable } from './hogQuery.ts'
import { isPlainReplay, replayEvents, selectRecordings } from './replayEvents.ts'

/** A bound of the range: `min_first_timestamp >= toDateTime({from})`, the moment as a placeholder or written out. */
const bound =
  /^min_first_timestamp\s*(>=|>|<=|<)\s*(?:toDateTime(?:64)?\s*\(\s*)?(?:\{\s*(\w+)\s*\}|'([^']*)')\s*(?:,[^)]*)?\)?$/i

type Bound = { operator: string; text: unknown }

function readBound({ values }: HogQuery, condition: string): Bound | null {
  const [, operator, name, written] = bound.exec(condition) ?? []
  return operator === undefined ? null : { operator, text: name === undefined ? written : values[name] }
}

/** As in HogQL, a time without an offset is in the project's time zone. */
function instantOf({ context, project }: ProjectCall, { text }: Bound): number {
  const time = typeof text === 'string' ? parseInstant(text, 'from', context.options.now(), project.timezone) : null
  if (time === null) throw new Refusal(invalidInput(`Cannot parse ${JSON.stringify(text ?? null)} as DateTime`))
  return time
}

/**
 * All recordings that started in a range: `select session_id, … from raw_session_replay_events where min_first_timestamp >=
 * toDateTime({from}) and min_first_timestamp < toDateTime({to}) group by session_id …`
 * (posthog-api.md#n6-sql-for-large-projects). Older servers are taken to have no such table.
 */
export async function recordingsOfRange(call: ProjectCall, query: HogQuery): Promise<QueryAnswer | null> {
  if (!isFrom(query, replayEvents) || !isPlainReplay(query) || !/\bgroup\s+by\s+session_id\b/i.test(query.text)) return null
  const bounds = conditionsOf(query).map((condition) => readBound(query, condition))
  if (bounds.length === 0 || bounds.includes(null)) return null
  const { edition } = call.context.options
  if (edition === 'old' || edition === 'documented') throw unknownTable(replayEvents)
  let from = 0
  let to = Number.MAX_SAFE_INTEGER
  for (const one of bounds) {
    if (one === null) continue
    const instant = instantOf(call, one)
    if (one.operator.startsWith('>')) from = Math.max(from, one.operator === '>' ? instant + 1 : instant)
    else to = Math.min(to, one.operator === '<' ? instant - 1 : instant)
  }
  return selectRecordings({ call, query, from, to, matches: null })
}
