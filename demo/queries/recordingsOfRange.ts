import { invalidInput, Refusal } from '../answers.ts'
import { readMoment } from '../data/moments.ts'
import type { AskedOfProject } from '../resource.ts'
import type { HogQuery, QueryAnswer } from './hogQuery.ts'
import { selectRecordings } from './replayEvents.ts'

const bound = (operator: string) => new RegExp(`min_first_timestamp\\s*${operator}\\s*toDateTime\\(\\{(\\w+)\\}\\)`, 'i')
const lower = bound('>=')
const upper = bound('<')

/** A moment in a query without an offset is meant in the project's zone, as HogQL means it. */
function momentOf({ world, project }: AskedOfProject, { values }: HogQuery, name: string): number {
  const text = values[name]
  const time = typeof text === 'string' ? readMoment(text, 'from', world.options.now(), project.timezone) : null
  if (time === null) throw new Refusal(invalidInput(`Unable to parse the date in {${name}}`))
  return time
}

/**
 * All recordings that started in a range: `select session_id, … from raw_session_replay_events where min_first_timestamp >=
 * toDateTime({from}) and min_first_timestamp < toDateTime({to}) …` (section N). Older servers are taken to have no such table.
 */
export async function recordingsOfRange(asked: AskedOfProject, query: HogQuery): Promise<QueryAnswer | null> {
  const [, fromName] = lower.exec(query.text) ?? []
  const [, toName] = upper.exec(query.text) ?? []
  if (fromName === undefined || toName === undefined || !/\bfrom\s+raw_session_replay_events\b/i.test(query.text)) return null
  const { edition } = asked.world.options
  if (edition === 'old' || edition === 'documented') {
    throw new Refusal(invalidInput('Unknown table `raw_session_replay_events`.'))
  }
  const from = momentOf(asked, query, fromName)
  const to = momentOf(asked, query, toName)
  return selectRecordings({ asked, query, from, to: to - 1, matches: () => true })
}
