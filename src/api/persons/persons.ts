import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { ApiError } from '#api/http/errors.ts'
import { request, type SendOptions } from '#api/http/request.ts'
import { knownPersonName } from '#api/recordings/personName.ts'
import { Person } from '#api/recordings/recordings.ts'
import { likePattern } from '#api/sql/likePattern.ts'
import { runSql, textCell } from '#api/sql/runSql.ts'
import { readAs } from '#lib/readAs.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** A person by what people call them. `email` is null if it is the name, or unknown. */
export type FoundPerson = { uuid: string; name: string; email: string | null }

/** `source` is null if the key may not search people at all. */
export type FoundPeople = { people: FoundPerson[]; source: 'sql' | 'persons' | null }

const maxCount = 8

function withoutRepetition(uuid: string, name: string, email: string | null): FoundPerson {
  return { uuid, name, email: email === name ? null : email }
}

const findBySql = `select id, properties.name, properties.email
from persons
where properties.name ilike {pattern} or properties.email ilike {pattern}
  or id in (select person_id from person_distinct_ids where distinct_id ilike {pattern})
order by created_at desc
limit ${maxCount}`

async function searchBySql(connection: ApiConnection, text: string, sendOptions: SendOptions): Promise<FoundPerson[]> {
  const sql = { query: findBySql, values: { pattern: likePattern(text) } }
  const { rows } = await runSql(connection, sql, maxCount, sendOptions)
  return rows.flatMap((row) => {
    const [uuid = null, name = null, email = null] = Array.isArray(row) ? row.map(textCell) : []
    return uuid === null ? [] : [withoutRepetition(uuid, name ?? email ?? uuid, email)]
  })
}

async function searchPersons(connection: ApiConnection, text: string, sendOptions: SendOptions): Promise<FoundPerson[]> {
  const query = { search: text, limit: maxCount }
  const { results } = await request(connection, '/persons/', v.object({ results: v.array(v.unknown()) }), {
    ...sendOptions,
    query,
  })
  return results.flatMap((row) => {
    const person = readAs(Person, row)
    if (!person?.uuid) return []
    return [withoutRepetition(person.uuid, knownPersonName(person) ?? person.uuid, textCell(person.properties['email']))]
  })
}

const searches = { sql: searchBySql, persons: searchPersons } as const

/** By SQL, which also knows each distinct ID; else by the list of persons. What the key may not do is not tried again. */
async function findPeople(connection: ApiConnection, text: string, sendOptions: SendOptions): Promise<FoundPeople> {
  for (const source of ['sql', 'persons'] as const) {
    if (capabilitiesOf(connection).refusedPersonSearches?.has(source)) continue
    try {
      return { people: await searches[source](connection, text, sendOptions), source }
    } catch (error) {
      const isRefused =
        error instanceof ApiError && ['missing-scope', 'action-refuses-keys', 'endpoint-missing'].includes(error.kind)
      if (!isRefused) throw error
      const refused = capabilitiesOf(connection).refusedPersonSearches ?? []
      learnCapabilities(connection, { refusedPersonSearches: new Set([...refused, source]) })
    }
  }
  return { people: [], source: null }
}

const countBySql = `select ids.person_id, count(distinct replay.session_id)
from raw_session_replay_events as replay
join person_distinct_ids as ids on ids.distinct_id = replay.distinct_id
where ids.person_id in {people}
group by ids.person_id`

async function countRecordings(
  connection: ApiConnection,
  uuids: readonly string[],
  sendOptions: SendOptions,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await runSql(connection, { query: countBySql, values: { people: uuids } }, maxCount, sendOptions)
  const Row = v.tuple([v.string(), v.number()])
  return new Map([...uuids.map((uuid) => [uuid, 0] as const), ...rows.filter((row) => v.is(Row, row))])
}

const freshMs = 5 * 60_000

/** People of a project (posthog-api.md#b8-persons, #h2-run-a-query). Fail with ApiError. */
export const personQueries = {
  /** At most 8 whose name, email address or distinct ID contains `text`. Uses query:read, or person:read if that is missing. */
  find: (connection: ApiConnection, text: string) =>
    queryOptions({
      queryKey: [connection.id, connection.projectId, 'people', text],
      queryFn: ({ signal }) => findPeople(connection, text, { signal }),
      staleTime: freshMs,
    }),
  /** Recordings by person over the whole retention; 0 for those who have none. Needs query:read. */
  recordingCounts: (connection: ApiConnection, uuids: readonly string[]) =>
    queryOptions({
      queryKey: [connection.id, connection.projectId, 'recordings of people', ...uuids],
      queryFn: ({ signal }) => countRecordings(connection, uuids, { signal }),
      staleTime: freshMs,
    }),
}
