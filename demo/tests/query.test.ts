import { expect, test } from 'vitest'
import { type Client, field, newClient, recordings, rowsOf } from './hostClient.ts'

const select =
  'select session_id, min(min_first_timestamp) as started from raw_session_replay_events where distinct_id in {distinct_ids} group by session_id order by started'

function run(send: Client, query: string, values: Record<string, unknown>) {
  return send('/api/projects/1/query/', { method: 'POST', body: { query: { kind: 'HogQLQuery', query, values } } })
}

async function frequentPerson(send: Client) {
  const rows = rowsOf(await send(`${recordings}?date_from=-90d&limit=900`))
  const uuidOf = ({ person }: (typeof rows)[number]) => Object(person).uuid
  const one = rows.find((row) => rows.filter((other) => uuidOf(other) === uuidOf(row)).length > 5)
  const byPerson = rows.filter((row) => uuidOf(row) === uuidOf(one ?? { id: '' }))
  return {
    uuid: uuidOf(one ?? { id: '' }),
    ids: byPerson.map(({ id }) => id),
    distinctIds: byPerson.map((row) => row['distinct_id']),
  }
}

test('gives the ids of all recordings of a person, by their ids or their uuid', async () => {
  const send = newClient({ count: 900 })
  const { uuid, ids, distinctIds } = await frequentPerson(send)
  const answer = await run(send, `${select} limit 50000`, { distinct_ids: distinctIds })
  expect(field(answer, 'columns')).toEqual(['session_id', 'started'])
  const results = Object(field(answer, 'results')) as [string, string][]
  expect(results.map(([id]) => id)).toEqual(ids.toReversed())
  expect(results.every(([, started], row) => row === 0 || started >= (results[row - 1]?.[1] ?? ''))).toBe(true)
  const byUuid = await run(send, `${select} desc limit 3 offset {skip}`, { person: uuid, skip: 2 })
  expect(Object(field(byUuid, 'results')).map(([id]: [string]) => id)).toEqual(ids.slice(2, 5))
  expect(field(byUuid, 'hasMore')).toBe(true)
})

test('hidden recordings are still there, shredded ones are not', async () => {
  for (const edition of ['old', 'newest'] as const) {
    const send = newClient({ count: 900, edition })
    const { ids, distinctIds } = await frequentPerson(send)
    await send(`${recordings}${ids[0]}/`, { method: 'DELETE' })
    const answer = await run(send, `${select} limit 1000`, { distinct_ids: distinctIds })
    expect(Object(field(answer, 'results'))).toHaveLength(edition === 'old' ? ids.length : ids.length - 1)
  }
})

test('anything else is refused with a reason', async () => {
  const send = newClient()
  expect((await run(send, 'delete from events', {})).status).toBe(400)
  expect((await run(send, select, {})).status).toBe(400)
  expect(await run(send, 'select colour from raw_session_replay_events', { person: 'x' })).toMatchObject({
    status: 400,
    body: { detail: 'Unable to resolve field: colour' },
  })
  expect((await send('/api/projects/1/query/', { method: 'POST', body: {} })).status).toBe(400)
  expect((await send('/api/projects/1/query/', { method: 'POST', body: { query: { kind: 'RecordingsQuery' } } })).status).toBe(
    400,
  )
})
