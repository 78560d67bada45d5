import { expect, test } from 'vitest'
import { field, newAsker, noon, recordings, rowsOf } from './askHost.ts'
import { failures } from './failures.ts'
import type { Edition } from './options.ts'

async function sharer(edition: Edition) {
  const ask = newAsker({ edition })
  const door = edition === 'documented' ? '/api/environments/1/session_recordings/' : recordings
  const path = `${door}${rowsOf(await ask(door))[0]?.id}/sharing`
  const token = (answer: Awaited<ReturnType<typeof ask>>) => String(field(answer, 'access_token'))
  return {
    read: () => ask(path),
    set: (body: unknown) => ask(path, { method: 'PATCH', body }),
    refresh: () => ask(`${path}/refresh`, { method: 'POST' }),
    token,
  }
}

test('what was never shared has another worthless token at every look', async () => {
  const { read, token } = await sharer('newest')
  const [one, other] = [await read(), await read()]
  expect(one.body).toMatchObject({ created_at: null, enabled: false, settings: null, user_access_level: 'editor' })
  expect(token(one)).toMatch(/^[\w-]{30}$/)
  expect(token(one)).not.toBe(token(other))
})

test('the token comes with switching on and stays', async () => {
  const { read, set, token } = await sharer('mid')
  const on = await set({ enabled: true })
  expect(on.body).toMatchObject({ enabled: true, created_at: new Date(noon).toISOString() })
  expect(token(await read())).toBe(token(on))
})

test('off and on again is a new link on newest servers and the old one on older servers', async () => {
  for (const edition of ['documented', 'old', 'mid', 'newest'] as const) {
    const { set, token } = await sharer(edition)
    const first = token(await set({ enabled: true }))
    expect(field(await set({ enabled: false }), 'enabled')).toBe(false)
    const second = token(await set({ enabled: true }))
    expect(second === first).toBe(edition !== 'newest')
  }
})

test('refresh makes a new link where the server has it', async () => {
  for (const edition of ['documented', 'old', 'mid', 'newest'] as const) {
    const { set, refresh, read, token } = await sharer(edition)
    const first = token(await set({ enabled: true }))
    const answer = await refresh()
    const exists = edition === 'mid' || edition === 'newest'
    expect(answer.status).toBe(exists ? 200 : 404)
    expect(token(await read()) === first).toBe(!exists)
    expect(field(await read(), 'enabled')).toBe(true)
  }
})

test('older servers say only the three old fields', async () => {
  for (const edition of ['documented', 'old'] as const) {
    const { read } = await sharer(edition)
    expect(Object.keys((await read()).body ?? {}).toSorted()).toEqual(['access_token', 'created_at', 'enabled'])
  }
})

test('known settings are kept, unknown ones dropped, nonsense refused', async () => {
  const { set } = await sharer('newest')
  expect(field(await set({ settings: { noHeader: true, colour: 'red' } }), 'settings')).toEqual({ noHeader: true })
  expect(await set({ settings: 'loud' })).toMatchObject({ status: 400, body: { detail: 'Invalid settings format' } })
  expect(await set({ enabled: 'yes' })).toMatchObject({ status: 400, body: { attr: 'enabled' } })
})

test('one recording refuses to be shared, and none is asked whether it exists', async () => {
  const ask = newAsker()
  const path = `${recordings}${failures.refusesToBeShared.id}/sharing`
  const refused = await ask(path, { method: 'PATCH', body: { enabled: true } })
  expect([refused.status, field(refused, 'detail')]).toEqual([403, 'Public sharing is disabled for this organization.'])
  expect((await ask(`${recordings}no-such-recording/sharing`)).status).toBe(200)
})

test('a body that is no JSON object is refused', async () => {
  const { set } = await sharer('newest')
  expect((await set([])).status).toBe(400)
  const ask = newAsker()
  const broken = await ask(`${recordings}x/sharing`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: 'text',
  })
  expect(broken.status).toBe(400)
})
