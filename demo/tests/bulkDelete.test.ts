import { expect, test } from 'vitest'
import { field, newClient, recordings, rowsOf } from './hostClient.ts'
import { failures } from '../data/failures.ts'
import { demoKeys } from '../host/keys.ts'
import type { Edition } from '../host/options.ts'

function deleter(edition: Edition, bulkDeleteKeys = true) {
  const send = newClient({ edition, bulkDeleteKeys })
  const remove = (session_recording_ids: unknown, more = {}) =>
    send(`${recordings}bulk_delete/`, { method: 'POST', body: { session_recording_ids, ...more } })
  const ids = async (window = '-3d') => rowsOf(await send(`${recordings}?date_from=${window}&limit=240`)).map(({ id }) => id)
  return { send, remove, ids }
}

test('keys are refused unless the host is told to take them', async () => {
  const { remove } = deleter('newest', false)
  const refused = await remove(['x'])
  expect([refused.status, field(refused, 'detail')]).toEqual([403, 'This action does not support personal API key access'])
  const old = await deleter('old', false).remove(['x'])
  expect(field(old, 'detail')).toBe('This action does not support Personal API Key access')
  const { send } = deleter('newest')
  expect((await send(`${recordings}bulk_delete/`, { method: 'POST', key: demoKeys.readOnly, body: {} })).status).toBe(403)
})

test('deletes a hundred at once on newest servers, and names what failed', async () => {
  const { remove, ids, send } = deleter('newest')
  const wanted = (await ids('-90d')).filter((id) => id !== undefined && id !== failures.refusesToBeDeleted.id).slice(0, 98)
  const answer = await remove([...wanted, failures.refusesToBeDeleted.id, 'unknown'])
  expect(answer.body).toEqual({
    success: true,
    deleted_count: 98,
    total_requested: 100,
    failed_ids: [failures.refusesToBeDeleted.id],
  })
  expect((await ids('-90d')).some((id) => wanted.includes(id))).toBe(false)
  expect((await send(`${recordings}${wanted[0]}/`)).status).toBe(404)
  expect(field(await remove(wanted.slice(0, 3)), 'deleted_count')).toBe(0)
})

test('takes twenty on older servers, and leaves out without a word what is older than it looks', async () => {
  const { remove, ids } = deleter('mid')
  const all = await ids('-90d')
  const ancient = all.slice(-5)
  expect((await remove([...ancient, all[0]])).body).toEqual({ success: true, deleted_count: 1, total_requested: 6 })
  expect(field(await remove(ancient, { date_from: '-90d' }), 'deleted_count')).toBe(5)
  expect(await remove(all.slice(0, 21))).toMatchObject({
    status: 400,
    body: { detail: 'Cannot process more than 20 recordings at once' },
  })
})

test('an empty or missing list is refused, and so is one that is too long', async () => {
  const { remove } = deleter('newest')
  const empty = { status: 400, body: { detail: 'session_recording_ids must be provided as a non-empty array' } }
  expect(await remove([])).toMatchObject(empty)
  expect(await remove('all')).toMatchObject(empty)
  const many = Array.from({ length: 101 }, (_, number) => `id-${number}`)
  expect(await remove(many)).toMatchObject({ status: 400, body: { detail: 'Cannot process more than 100 recordings at once' } })
})
