import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import { type Edition, editions } from '../../../demo/host/options.ts'
import { listen, type Listening } from '../../../demo/host/listen.ts'
import { serveDemo } from '../../../demo/serve.ts'
import type { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { deleteRecording } from '#api/recordings/recordingMutations.ts'
import { listRecordings, type Person } from '#api/recordings/recordings.ts'
import { defaultFilters, widestDateFrom } from '#api/recordings/recordingFilters.ts'
import { createControl } from '#lib/control.ts'
import { findRecordingsOfPerson } from './findRecordingsOfPerson.ts'

const { signal } = new AbortController()

function find(connection: ApiConnection, person: Person) {
  return findRecordingsOfPerson({
    connection,
    person,
    signal,
    control: createControl<ApiError>(),
    label: 'Finding',
    onPhase: () => undefined,
    onFound: () => undefined,
  })
}

/** All recordings without a filter, to compare results with. */
async function everything(connection: ApiConnection) {
  const rows = []
  for (let offset = 0, hasMore = true; hasMore; offset += 100) {
    const answer = await listRecordings(
      connection,
      { limit: 100, offset },
      { ...defaultFilters, dateFrom: widestDateFrom },
      { signal },
    )
    rows.push(...answer.rows)
    hasMore = answer.hasMore
  }
  return rows
}

describe.each(editions)('%s', (edition: Edition) => {
  let host: Listening
  beforeAll(async () => {
    host = await serveDemo({ edition, count: 800 }, 0)
  })
  afterAll(() => host.close())

  function connection(key: string): ApiConnection {
    return { id: `${edition} ${key}`, host: host.origin, key, projectId: '1' }
  }

  test('SQL and the list find the same recordings of a person, and no one else’s', async () => {
    const all = await everything(connection(demoKeys.all))
    const each = new Set(all.flatMap(({ person }) => (person?.uuid && person.createdAt ? [person.uuid] : [])))
    const sets = [...each].map((uuid) => all.filter(({ person }) => person?.uuid === uuid))
    const known = sets.toSorted((one, other) => other.length - one.length)[0] ?? []
    const person = known[0]?.person
    if (!person) throw new Error('The host has nobody.')
    expect(known.length).toBeGreaterThan(1)
    const wanted = known.map(({ id }) => id).toSorted()
    const sql = await find(connection(demoKeys.all), person)
    expect(sql.subjects.map(({ id }) => id).toSorted()).toEqual(wanted)
    expect(sql.foundBy).toContain('by SQL')
    const list = await find(connection(demoKeys.noQuery), person)
    expect(list.subjects.map(({ id }) => id).toSorted()).toEqual(wanted)
    expect(list.foundBy).toContain('query:read')
    expect(list.isPermanent).toBe(edition === 'newest')
  })

  test('a person that PostHog no longer knows is found by distinct ID', async () => {
    const all = await everything(connection(demoKeys.all))
    const row = all.find(({ person, distinctId }) => person && !person.createdAt && distinctId)
    if (!row?.person) throw new Error('The host knows everyone.')
    const wanted = all.filter(({ distinctId }) => distinctId === row.distinctId).map(({ id }) => id)
    for (const key of [demoKeys.all, demoKeys.noQuery]) {
      const { subjects } = await find(connection(key), row.person)
      expect(subjects.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted())
    }
  })

  test('deleted recordings are not in the list', async () => {
    const [row] = await everything(connection(demoKeys.all))
    if (!row?.person) throw new Error('The newest recording is nobody’s.')
    await deleteRecording(connection(demoKeys.all), row.id)
    const { subjects } = await find(connection(demoKeys.noQuery), row.person)
    expect(subjects.map(({ id }) => id)).not.toContain(row.id)
  })
})

test('a bad key ends the search instead of trying the list', async () => {
  const host = await serveDemo({ count: 100 }, 0)
  const person: Person = { uuid: 'x', name: 'x', distinctIds: [], properties: {}, createdAt: null }
  const search = find({ id: 'bad', host: host.origin, key: 'phx_wrong', projectId: '1' }, person)
  await expect(search).rejects.toHaveProperty('kind', 'bad-key')
  await host.close()
})

test('recordings of others are left out, even if the server does not filter', async () => {
  const demo = createDemoHost({ count: 300 })
  const host = await listen((incoming) => {
    const url = new URL(incoming.url)
    url.searchParams.delete('person_uuid')
    return demo.fetch(new Request(url, incoming))
  }, 0)
  const connection = { id: 'unfiltered', host: host.origin, key: demoKeys.noQuery, projectId: '1' }
  const all = await everything(connection)
  const person = all.find((row) => row.person?.createdAt)?.person
  if (!person) throw new Error('The host has nobody.')
  const { subjects } = await find(connection, person)
  const wanted = all.filter((row) => row.person?.uuid === person.uuid).map(({ id }) => id)
  expect(subjects.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted())
  await host.close()
})
