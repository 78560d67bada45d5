import { expect, test } from 'vitest'
import { type Client, field, newClient, recordings, rowsOf } from './hostClient.ts'
import { demoKeys } from '../host/keys.ts'
import { isOpen, sharedInShop, findShare } from './sharedRecordings.ts'

const collection = '/api/projects/1/session_recording_playlists/synthetic-shared'

async function countOf(send: Client): Promise<number> {
  return Number(Object(field(await send(`${collection}/`), 'recordings_counts')).collection.count)
}

/** Walks as it must be walked: by the count, since a page does not know of the next. */
async function walk(send: Client, limit: number): Promise<string[]> {
  const ids: string[] = []
  const count = await countOf(send)
  for (let offset = 0; offset < count; offset += limit) {
    ids.push(...rowsOf(await send(`${collection}/recordings?limit=${limit}&offset=${offset}`)).map(({ id }) => id))
  }
  return ids
}

test('the built-in collection holds every recording that is public, as a list would', async () => {
  const send = newClient({ count: 2400 })
  const open = (await sharedInShop(send)).filter(({ enabled, isDeleted }) => enabled && !isDeleted)
  const expected = open.map(({ recordingId }) => recordingId).toSorted()
  for (const limit of [50, 10]) expect((await walk(send, limit)).toSorted()).toEqual(expected)
  const page = await send(`${collection}/recordings/?limit=2`)
  const [row] = rowsOf(page)
  expect(Object.keys(Object(page.body))).toEqual(['results', 'has_next', 'version'])
  expect(rowsOf(await send(`${recordings}?session_ids=["${row?.id}"]`))).toEqual([row])
})

test('a page speaks for itself alone: it holds fifty at most, and does not know whether more follow', async () => {
  const send = newClient({ count: 2400 })
  const count = await countOf(send)
  expect(count).toBeGreaterThan(55)
  const whole = await send(`${collection}/recordings?limit=100`)
  expect(rowsOf(whole)).toHaveLength(50)
  expect(field(whole, 'has_next')).toBe(true)
  expect(rowsOf(await send(`${collection}/recordings?limit=100&offset=100`))).toEqual([])
  expect(field(await send(`${collection}/recordings?limit=20`), 'has_next')).toBe(false)
  expect(rowsOf(await send(`${collection}/recordings`)).length).toBeGreaterThan(45)
})

test('links that are over but were never switched off count as well', async () => {
  const send = newClient()
  const { recordingId } = findShare(await sharedInShop(send), isOpen)
  const sharing = `${recordings}${recordingId}/sharing`
  const set = (enabled: boolean) => send(sharing, { method: 'PATCH', body: { enabled } })
  await set(false)
  expect(await walk(send, 50)).not.toContain(recordingId)
  await set(true)
  await send(`${sharing}/refresh`, { method: 'POST' })
  await set(false)
  expect(field(await send(sharing), 'enabled')).toBe(false)
  expect(await walk(send, 50)).toContain(recordingId)
})

test('the collection tells how many it holds, and nothing where it holds none', async () => {
  const send = newClient()
  expect((await send(collection)).body).toMatchObject({ short_id: 'synthetic-shared', type: 'collection', deleted: false })
  const none = await newClient({ count: 0 })(collection)
  expect(Object(field(none, 'recordings_counts')).collection).toEqual({ count: null, watched_count: 0 })
})

test('only newest servers have it, and only for keys that may see collections', async () => {
  for (const [edition, detail] of [
    ['mid', 'Not found.'],
    ['old', 'Not found.'],
    ['documented', 'Endpoint not found.'],
  ] as const) {
    const path = edition === 'documented' ? collection.replace('projects', 'environments') : collection
    expect(await newClient({ edition })(`${path}/recordings`)).toMatchObject({ status: 404, body: { detail } })
  }
  const send = newClient()
  expect((await send(`${collection.replace('synthetic-shared', 'abc123')}/recordings`)).status).toBe(404)
  const detail = "API key missing required scope 'session_recording_playlist:read'"
  expect(await send(`${collection}/recordings`, { key: demoKeys.noPlaylists })).toMatchObject({ status: 403, body: { detail } })
  expect((await send(`${collection}/recordings`, { key: demoKeys.noQuery })).status).toBe(200)
})
