import { errorAnswer, Refusal } from '../host/answers.ts'
import type { Measure } from '../data/activity.ts'
import type { Edition } from '../host/options.ts'

type Kind = 'text' | 'whole' | 'flag' | 'list' | 'texts' | 'order' | 'direction' | 'hiding' | 'operand' | 'object'

/** What the recordings list of every age takes (posthog-api.md#b1-recordings-list), and what only newest servers know. */
const everywhere: Record<string, Kind> = {
  date_from: 'text',
  date_to: 'text',
  session_ids: 'texts',
  session_recording_id: 'text',
  person_uuid: 'text',
  distinct_ids: 'texts',
  events: 'list',
  actions: 'list',
  properties: 'list',
  console_log_filters: 'list',
  having_predicates: 'list',
  filter_test_accounts: 'flag',
  operand: 'operand',
  order: 'order',
  limit: 'whole',
  offset: 'whole',
  user_modified_filters: 'object',
}
const onlyNewest: Record<string, Kind> = {
  order_direction: 'direction',
  after: 'text',
  hide_viewed_recordings: 'hiding',
  comment_text: 'object',
}
const dropped = new Set(['as_query', 'version', 'hogql_filtering', 'add_events_to_property_queries'])

const orders = {
  start_time: 'start',
  duration: 'durationSeconds',
  recording_duration: 'durationSeconds',
  active_seconds: 'activeSeconds',
  inactive_seconds: 'inactiveSeconds',
  console_error_count: 'consoleErrorCount',
  click_count: 'clickCount',
  keypress_count: 'keypressCount',
  mouse_activity_count: 'mouseActivityCount',
  activity_score: 'activityScore',
} as const satisfies Record<string, Measure | 'start'>

/** All recordings of a project are kept for the same time, and scores need a switch: both fall back to the start. */
const ordersOfNewest = { ...orders, recording_ttl: 'start', surfacing_score: 'start' } as const

export function ordersOf(edition: Edition): Record<string, Measure | 'start'> {
  return edition === 'newest' ? ordersOfNewest : orders
}

type Problem = { type: string; loc: (string | number)[]; msg: string; input: unknown }

function enumeration(allowed: readonly string[]): string {
  const quoted = allowed.map((value) => `'${value}'`)
  return `Input should be ${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

/** What is wrong with one value; an empty list where nothing is. */
function problemsOf(name: string, kind: Kind, input: unknown, edition: Edition): Problem[] {
  const wrong = (type: string, msg: string, loc: (string | number)[] = [name]) => [{ type, loc, msg, input }]
  const oneOf = (allowed: readonly string[], type = 'literal_error') =>
    allowed.some((value) => value === input) ? [] : wrong(type, enumeration(allowed))
  switch (kind) {
    case 'text':
      return typeof input === 'string' ? [] : wrong('string_type', 'Input should be a valid string')
    case 'whole':
      if (typeof input !== 'number') {
        return wrong('int_parsing', 'Input should be a valid integer, unable to parse string as an integer')
      }
      return Number.isInteger(input)
        ? []
        : wrong('int_from_float', 'Input should be a valid integer, got a number with a fractional part')
    case 'flag':
      return ['true', 'false', '1', '0'].includes(String(input).toLowerCase())
        ? []
        : wrong('bool_parsing', 'Input should be a valid boolean, unable to interpret input')
    case 'list':
    case 'texts':
      if (!Array.isArray(input)) return wrong('list_type', 'Input should be a valid list')
      return input.flatMap((item: unknown, index) => {
        const fits = kind === 'texts' ? typeof item === 'string' : typeof item === 'object' && item !== null
        const type = kind === 'texts' ? 'string_type' : 'model_attributes_type'
        const msg = kind === 'texts' ? 'Input should be a valid string' : 'Input should be a valid dictionary'
        return fits ? [] : [{ type, loc: [name, index], msg, input: item }]
      })
    case 'object':
      return typeof input === 'object' ? [] : wrong('model_attributes_type', 'Input should be a valid dictionary')
    case 'order':
      return oneOf(Object.keys(ordersOf(edition)), 'enum')
    case 'direction':
      return oneOf(['ASC', 'DESC'])
    case 'hiding':
      return oneOf(['current-user', 'any-user'])
    case 'operand':
      return oneOf(['AND', 'OR'], 'enum')
  }
}

/** Every value is read as JSON, and as it stands where that fails: a text of digits becomes a number. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The parameters of a recordings list, checked; null counts as not sent. Throws the 400 that names everything that is wrong. */
export function readListParameters(search: URLSearchParams, edition: Edition): Map<string, unknown> {
  const known = edition === 'newest' ? { ...everywhere, ...onlyNewest } : everywhere
  const values = new Map<string, unknown>()
  const problems: Problem[] = []
  for (const [name, text] of new Map(search)) {
    if (dropped.has(name)) continue
    const input = readValue(text)
    const kind = Object.hasOwn(known, name) ? known[name] : undefined
    if (kind === undefined) {
      problems.push({ type: 'extra_forbidden', loc: [name], msg: 'Extra inputs are not permitted', input })
    } else if (input !== null) {
      problems.push(...problemsOf(name, kind, input, edition))
      values.set(name, input)
    }
  }
  if (problems.length > 0) {
    throw new Refusal(errorAnswer(400, 'validation_error', 'invalid_input', JSON.stringify(problems)))
  }
  return values
}
