import { expect, test } from 'vitest'
import { field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { demoKeys } from '../host/keys.ts'
import type { DemoOptions } from '../host/options.ts'

function clockedClient(options: Partial<DemoOptions>) {
  const clock = { now: noon }
  const send = newClient({ count: 60, ...options, now: () => clock.now })
  const times = async (count: number, path: string, key?: string) => {
    const statuses: number[] = []
    for (let time = 0; time < count; time += 1) statuses.push((await send(path, key === undefined ? {} : { key })).status)
    return statuses.filter((status) => status === 200).length
  }
  return { send, clock, times }
}

test('lists and snapshots are limited apart, and both count with everything that queries the database', async () => {
  const { send, clock, times } = clockedClient({ ratePlan: 'free' })
  const [row] = rowsOf(await send(`${recordings}?limit=1`))
  const one = `${recordings}${row?.id}/`
  expect(await times(11, recordings)).toBe(11)
  expect(await times(13, `${one}snapshots/`)).toBe(12)
  clock.now += 61_000
  expect(await times(241, one)).toBe(240)
  expect(field(await send(recordings), 'detail')).toBe('Request was throttled. Expected available in 60 seconds.')
})

test('the free plan gives twelve lists a minute and sixty an hour on newest servers', async () => {
  const { send, clock, times } = clockedClient({ ratePlan: 'free' })
  expect(await times(12, recordings)).toBe(12)
  clock.now += 19_000
  const refused = await send(recordings)
  expect([refused.status, field(refused, 'code'), refused.headers.get('Retry-After')]).toEqual([429, 'throttled', '41'])
  expect(field(refused, 'detail')).toBe(
    'Rate limit exceeded. Recording list requests are limited to 12 per minute on the free plan. Expected available in 41 seconds.',
  )
  clock.now += 41_000
  expect(await times(1, recordings)).toBe(1)
  for (let minute = 0; minute < 3; minute += 1) {
    clock.now += 60_000
    expect(await times(20, recordings)).toBe(12)
  }
  clock.now += 60_000
  expect(await times(20, recordings)).toBe(11)
  clock.now += 60_000
  const hourly = await send(recordings)
  expect(field(hourly, 'detail')).toMatch(/60 per hour on the free plan\. Expected available in \d+ seconds\.$/)
})

test('refused requests do not push the end of the wait away', async () => {
  const { send, clock, times } = clockedClient({ ratePlan: 'free' })
  await times(12, recordings)
  for (let second = 0; second < 59; second += 1) {
    clock.now += 1000
    expect((await send(recordings)).status).toBe(429)
  }
  clock.now += 1000
  expect((await send(recordings)).status).toBe(200)
})

test('other calls have limits of their own and the plain text', async () => {
  const { send, times } = clockedClient({ ratePlan: 'free' })
  expect(await times(485, '/api/users/@me/')).toBe(480)
  expect(field(await send('/api/users/@me/'), 'detail')).toBe('Request was throttled. Expected available in 60 seconds.')
  expect(await times(3, recordings)).toBe(3)
})

test('older servers count lists with everything that asks the database', async () => {
  const { send, times } = clockedClient({ ratePlan: 'free', edition: 'mid' })
  expect(await times(245, recordings)).toBe(240)
  const refused = await send(recordings)
  expect(field(refused, 'detail')).toMatch(/^Request was throttled\./)
  expect(refused.headers.has('Retry-After')).toBe(false)
})

test('a key may ask about sharing 480 times a minute and 4,800 times an hour, whatever the clock makes of it', async () => {
  const { send, clock } = clockedClient({ ratePlan: 'free' })
  const path = `${recordings}whatever/sharing`
  let answered = 0
  for (let tenth = 0; tenth < 600; tenth += 1) {
    clock.now += 6000
    for (let call = 0; call < 10; call += 1) if ((await send(path)).status === 200) answered += 1
  }
  expect(answered).toBe(4800)
})

test('SQL is limited to 120 questions an hour', async () => {
  const { send, clock } = clockedClient({ ratePlan: 'enterprise' })
  const query =
    "select session_id from raw_session_replay_events where min_first_timestamp >= '2026-09-16 00:00:00' group by session_id limit 1"
  const statuses: number[] = []
  for (let call = 0; call < 125; call += 1) {
    clock.now += 20_000
    const body = { query: { kind: 'HogQLQuery', query } }
    statuses.push((await send('/api/projects/1/query/', { method: 'POST', body })).status)
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(120)
  expect(statuses.slice(120)).toEqual([429, 429, 429, 429, 429])
})

test('the journal tells against which limits each call counts, also where none are kept', async () => {
  const paths = {
    '/api/users/@me/': 'general',
    [`${recordings}x/sharing`]: 'general',
    [`${recordings}x/`]: 'clickhouse',
    '/api/projects/1/persons/': 'clickhouse',
    '/api/projects/1/sessions/property_definitions': 'clickhouse',
    '/api/projects/1/session_recording_playlists/synthetic-shared/recordings': 'clickhouse',
    '/api/nothing': null,
  }
  for (const edition of ['mid', 'newest'] as const) {
    const { send } = clockedClient({ edition })
    for (const path of Object.keys(paths)) await send(path)
    await send(recordings)
    await send('/api/projects/1/query/', { method: 'POST', body: {} })
    await send(recordings, { key: 'phx_wrong' })
    const { body } = await send('/__demo/journal')
    expect(Array.isArray(body) && body.map(({ rateClass }) => rateClass)).toEqual([
      ...Object.values(paths),
      edition === 'newest' ? 'list' : 'clickhouse',
      'query',
      null,
    ])
  }
})

test('limits are per key, off without a plan, and a key can bring its own plan', async () => {
  const { times } = clockedClient({ ratePlan: 'free' })
  expect(await times(15, recordings)).toBe(12)
  expect(await times(12, recordings, demoKeys.readOnly)).toBe(12)
  const off = clockedClient({})
  expect(await off.times(100, recordings)).toBe(100)
  expect(await off.times(15, recordings, demoKeys.freePlan)).toBe(12)
  expect(await off.times(65, recordings, demoKeys.paidPlan)).toBe(60)
})
