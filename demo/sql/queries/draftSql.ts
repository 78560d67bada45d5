import { errorAnswer, json, permissionDenied } from '../../host/answers.ts'
import { leafAndKettleId } from '../../data/projects.ts'
import { editionFacts } from '../../host/editions.ts'
import type { ProjectCall } from '../../host/resource.ts'

const longestPrompt = 400

/** With this prompt the host answers like a server that has no key for a model. */
const withoutModel = 'no ai here'

/** A draft's query, with a placeholder for a time condition, and patterns that the prompt must match. */
type Rule = { needs: readonly RegExp[]; sql: string }

const rules: readonly Rule[] = [
  {
    needs: [/error/],
    sql: `select session_id, sum(console_error_count) as errors, min(start_time) as started
from session_replay_events
{where start_time}group by session_id
having errors > 0
order by errors desc
limit 100`,
  },
  {
    needs: [/(per|each|every|by) day|daily/],
    sql: `select toStartOfDay(start_time) as day, count() as recordings
from session_replay_events
{where start_time}group by day
order by day
limit 100`,
  },
  {
    needs: [/page|url|path/],
    sql: `select properties.$pathname as page, count() as views, uniq($session_id) as sessions
from events
where event = '$pageview'{and timestamp}
group by page
order by views desc
limit 100`,
  },
  {
    needs: [/came back|return|again|visitor/],
    sql: `select person.properties.email as email, uniq($session_id) as visits
from events
{where timestamp}group by email
having visits > 1
order by visits desc
limit 100`,
  },
  {
    needs: [/channel|source|campaign|come from|came from/],
    sql: `select $channel_type as channel, count() as sessions, avg($session_duration) as seconds
from sessions
{where $start_timestamp}group by channel
order by sessions desc
limit 100`,
  },
  {
    needs: [/person|people|user|email|customer/],
    sql: `select id, properties.name as name, properties.email as email, created_at
from persons
{where created_at}order by created_at desc
limit 100`,
  },
  {
    needs: [/long|duration|short/],
    sql: `select session_id, dateDiff('second', start_time, end_time) as seconds
from session_replay_events
{where start_time}order by seconds desc
limit 100`,
  },
  {
    needs: [/recording|session|click/],
    sql: `select session_id, start_time, click_count, first_url
from session_replay_events
{where start_time}order by start_time desc
limit 100`,
  },
]

const spans: readonly (readonly [pattern: RegExp, since: string])[] = [
  [/today/, 'today()'],
  [/yesterday/, 'yesterday()'],
  [/week|seven days|7 days/, 'now() - interval 7 day'],
  [/month|30 days/, 'now() - interval 30 day'],
  [/hour/, 'now() - interval 1 hour'],
]

/** The first line of every draft, so that it is not mistaken for a model's. */
const origin = '-- Drafted by rules: the demo has no model.'

function since(prompt: string): string | null {
  return spans.find(([pattern]) => pattern.test(prompt))?.[1] ?? null
}

function filled(sql: string, from: string | null): string {
  return sql.replace(/\{(where|and) ([$\w]+)\}/, (_, word: string, column: string) => {
    if (from === null) return ''
    return word === 'where' ? `where ${column} >= ${from}\n` : ` and ${column} >= ${from}`
  })
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase()
}

/** Which query of the rules the current one is, so that "only last week" narrows it. */
function ruleOf(query: string): Rule | undefined {
  return rules.find(({ sql }) => inOneLine(query).includes(inOneLine(sql.split('\n')[0] ?? '')))
}

/** A query for a prompt; null where no rule fits. */
export function draftOf(prompt: string, currentQuery: string): string | null {
  const text = prompt.toLowerCase()
  const from = since(text)
  const rule = rules.find(({ needs }) => needs.every((pattern) => pattern.test(text)))
  const narrowed = rule ?? (from === null ? undefined : ruleOf(currentQuery))
  return narrowed === undefined ? null : `${origin}\n${filled(narrowed.sql, from)}`
}

function wrongPrompt(code: string, detail: string): Response {
  return errorAnswer(400, 'validation_error', code, detail, 'prompt')
}

/**
 * Drafts SQL (posthog-api.md#h1-draft-sql) by rules over the tables of the demo. Real servers refuse every key here; those of the
 * documented reference name no scope, so the documented edition lets keys in, and the others do with `draftSql` and in Leaf &
 * Kettle, where people try what there is. Refuses prompts
 * as real ones do: required, too_long, unclear; "no AI here" gets the 500 of a server without a model.
 */
export function draftSql({ url, context, project }: ProjectCall): Response {
  const { edition, draftSql: isOpen } = context.options
  const isLetIn = isOpen || edition === 'documented' || project.id === leafAndKettleId
  if (!isLetIn) return permissionDenied(editionFacts[edition].refusesKeys)
  const prompt = url.searchParams.get('prompt') ?? ''
  if (prompt === '') return wrongPrompt('required', 'This field is required.')
  if (prompt.length > longestPrompt) return wrongPrompt('too_long', 'This field is too long.')
  if (prompt.trim().toLowerCase() === withoutModel) return errorAnswer(500, 'server_error', 'error', 'A server error occurred.')
  const sql = draftOf(prompt, url.searchParams.get('current_query') ?? '')
  if (sql !== null) return json({ sql })
  return wrongPrompt(
    'unclear',
    'I cannot tell which data this is about. Try asking about recordings, pages, errors, channels or people.',
  )
}
