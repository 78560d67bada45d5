import { expect, test } from 'vitest'
import { field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { demoKeys } from '../host/keys.ts'
import type { Edition } from '../host/options.ts'

async function locker(edition: Edition = 'newest') {
  const send = newClient({ edition })
  const path = `${recordings}${rowsOf(await send(recordings))[0]?.id}/sharing`
  await send(path, { method: 'PATCH', body: { enabled: true, password_required: true } })
  return {
    send,
    path,
    make: (body: unknown, key?: string) =>
      send(`${path}/passwords`, { method: 'POST', body, ...(key === undefined ? {} : { key }) }),
    remove: (id: unknown) => send(`${path}/passwords/${String(id)}/`, { method: 'DELETE' }),
    list: async () => Object(field(await send(path), 'share_passwords')),
  }
}

test('a password is told once, and listed from then on without itself', async () => {
  const { make, list } = await locker()
  const made = await make({ raw_password: 'oolong-42', note: 'For the board' })
  const about = { id: expect.any(String), note: 'For the board', created_at: new Date(noon).toISOString() }
  const mail = { created_by_email: 'robin@leafandkettle.example' }
  expect([made.status, made.body]).toEqual([201, { ...about, ...mail, password: 'oolong-42' }])
  expect(await list()).toEqual([{ ...about, ...mail, is_active: true }])
})

test('whoever names none gets one, of another making each time', async () => {
  const { make, list } = await locker()
  const bodies = [undefined, {}, { raw_password: '' }]
  const passwords = await Promise.all(bodies.map(async (body) => String(field(await make(body), 'password'))))
  expect(new Set(passwords).size).toBe(3)
  for (const password of passwords) expect(password.length).toBeGreaterThanOrEqual(8)
  expect((await list()).map(({ note }: { note: string }) => note)).toEqual(['', '', ''])
})

test('short passwords, long notes and what is no text are refused', async () => {
  const { make } = await locker()
  expect(await make({ raw_password: 'seven77' })).toMatchObject({
    status: 400,
    body: { attr: 'raw_password', detail: 'Password must be at least 8 characters long.' },
  })
  expect((await make({ raw_password: 'eight888', note: 'x'.repeat(100) })).status).toBe(201)
  expect(await make({ note: 'x'.repeat(101) })).toMatchObject({ status: 400, body: { attr: 'note' } })
  expect((await make({ raw_password: 12_345_678 })).status).toBe(400)
})

test('there are none without the rule that asks for one', async () => {
  const { send, path, make } = await locker()
  await send(path, { method: 'PATCH', body: { password_required: false } })
  const error = 'Password protection must be enabled before creating passwords'
  expect(await make({})).toMatchObject({ status: 400, body: { error } })
  expect(await send(`${recordings}never-shared/sharing/passwords`, { method: 'POST' })).toMatchObject({
    status: 400,
    body: { error },
  })
})

test('a password is taken away once', async () => {
  const { make, remove, list } = await locker()
  const [one, other] = [await make({}), await make({})]
  expect(await remove(field(one, 'id'))).toMatchObject({ status: 204, text: '' })
  expect((await list()).map(({ id }: { id: string }) => id)).toEqual([field(other, 'id')])
  for (const id of [field(one, 'id'), 'nonsense']) {
    expect(await remove(id)).toMatchObject({ status: 404, body: { error: 'Password not found' } })
  }
})

test('only keys that may change sharing make passwords', async () => {
  const { make } = await locker()
  const detail = "API key missing required scope 'sharing_configuration:write'"
  for (const key of [demoKeys.readOnly, demoKeys.noSharing]) {
    expect(await make({}, key)).toMatchObject({ status: 403, body: { detail } })
  }
})

test('older servers have no passwords', async () => {
  expect((await (await locker('mid')).make({})).status).toBe(201)
  const old = newClient({ edition: 'old' })
  for (const path of ['passwords', 'passwords/1', 'refresh']) {
    expect(await old(`${recordings}x/sharing/${path}`, { method: 'POST' })).toMatchObject({
      status: 404,
      body: { detail: 'Endpoint not found.' },
    })
  }
})
