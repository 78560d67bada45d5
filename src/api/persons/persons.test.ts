import { QueryClient } from '@tanstack/react-query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { Listening } from '../../../demo/host/listen.ts'
import { serveDemo } from '../../../demo/serve.ts'
import { personQueries } from './persons.ts'

let host: Listening
beforeAll(async () => {
  host = await serveDemo({ count: 600 }, 0)
})
afterAll(() => host.close())

function connect(key: string) {
  return { id: key, host: host.origin, key, projectId: '1' }
}

async function find(text: string, key: string = demoKeys.all) {
  return new QueryClient().fetchQuery({ ...personQueries.find(connect(key), text), retry: false })
}

async function calls(): Promise<string[]> {
  const journal: { method: string; path: string }[] = await (await fetch(`${host.origin}/__demo/journal`)).json()
  return journal.map(({ method, path }) => `${method} ${path.split('?')[0]}`)
}

test('people are found by a part of their name, email address or distinct id, in any case', async () => {
  const { people, source } = await find('REFUSES TO BE')
  expect(source).toBe('sql')
  expect(people.map(({ name }) => name).toSorted()).toEqual(['Refuses to be deleted', 'Refuses to be shared'])
  const [robert] = (await find('robert@tables')).people
  expect(robert).toMatchObject({ email: 'robert@tables.example' })
  expect((await find('demo_0204')).people).toEqual([robert])
})

test('a key without query:read searches the list of persons, and the first way is not tried again', async () => {
  const { people, source } = await find('robert@tables', demoKeys.noQuery)
  expect({ source, names: people.map(({ name }) => name) }).toEqual({ source: 'persons', names: ['robert@tables.example'] })
  const before = (await calls()).filter((call) => call === 'POST /api/projects/1/query/').length
  expect((await find('robert', demoKeys.noQuery)).source).toBe('persons')
  expect((await calls()).filter((call) => call === 'POST /api/projects/1/query/')).toHaveLength(before)
})

test.each(['100%', 'a_b', "it's", String.raw`back\slash`, '{pattern}', '; drop table persons'])(
  '%j stands for itself',
  async (text) => {
    expect((await find(text)).people).toEqual([])
  },
)

test('recordings are counted by person', async () => {
  const { people } = await find('e')
  const uuids = people.map(({ uuid }) => uuid)
  const counts = await new QueryClient().fetchQuery(personQueries.recordingCounts(connect(demoKeys.all), uuids))
  for (const uuid of uuids) {
    const query = new URLSearchParams({ person_uuid: uuid, date_from: '-1825d', limit: '200' })
    const list = await fetch(`${host.origin}/api/projects/1/session_recordings/?${query}`, {
      headers: { Authorization: `Bearer ${demoKeys.all}` },
    })
    const { results } = (await list.json()) as { results: unknown[] }
    expect(counts.get(uuid)).toBe(results.length)
  }
})
