import { expect, test } from 'vitest'
import { clientOf, field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { failures } from '../data/failures.ts'
import { createDemoHost } from '../createDemoHost.ts'
import type { Edition } from '../host/options.ts'

async function sharer(edition: Edition) {
  const send = newClient({ edition })
  const door = edition === 'documented' ? '/api/environments/1/session_recordings/' : recordings
  const path = `${door}${rowsOf(await send(door))[0]?.id}/sharing`
  const token = (answer: Awaited<ReturnType<typeof send>>) => String(field(answer, 'access_token'))
  return {
    read: () => send(path),
    set: (body: unknown) => send(path, { method: 'PATCH', body }),
    refresh: () => send(`${path}/refresh`, { method: 'POST' }),
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
  const { set, read } = await sharer('newest')
  expect(field(await set({ settings: { noHeader: true, colour: 'red', legend: null } }), 'settings')).toEqual({ noHeader: true })
  for (const settings of ['loud', [], 7, { noHeader: 'yes' }, { theme: 'pink' }]) {
    expect(await set({ settings })).toMatchObject({ status: 400, body: { detail: 'Invalid settings format', attr: 'settings' } })
  }
  expect(await set({ enabled: 'yes' })).toMatchObject({ status: 400, body: { attr: 'enabled' } })
  expect((await set({ password_required: true })).body).toMatchObject({ settings: { noHeader: true }, password_required: true })
  expect((await set({ settings: null })).body).toMatchObject({ settings: null, password_required: true })
  expect((await read()).body).toMatchObject({ settings: null, password_required: true })
})

test('a theme is for newest servers, and old ones do not look at settings or passwords at all', async () => {
  const change = { enabled: true, settings: { theme: 'dark', detailed: true } }
  expect(field(await (await sharer('newest')).set(change), 'settings')).toEqual({ theme: 'dark', detailed: true })
  expect(field(await (await sharer('mid')).set(change), 'settings')).toEqual({ detailed: true })
  for (const edition of ['documented', 'old'] as const) {
    const { set } = await sharer(edition)
    const answer = await set({ enabled: true, settings: 'loud', password_required: 'perhaps' })
    expect([answer.status, Object.keys(Object(answer.body)).length]).toEqual([200, 3])
  }
})

test('a new link keeps what belonged to the old one, and is as new as it looks', async () => {
  const clock = { now: noon }
  const send = clientOf(createDemoHost({ now: () => clock.now, count: 240 }))
  const path = `${recordings}${rowsOf(await send(recordings))[0]?.id}/sharing`
  await send(path, { method: 'PATCH', body: { enabled: true, settings: { legend: true }, password_required: true } })
  await send(`${path}/passwords`, { method: 'POST', body: { note: 'For Ines' } })
  clock.now += 3_600_000
  const renewed = await send(`${path}/refresh`, { method: 'POST' })
  expect(renewed.body).toMatchObject({
    enabled: true,
    settings: { legend: true },
    password_required: true,
    share_passwords: [{ note: 'For Ines' }],
    created_at: new Date(clock.now).toISOString(),
  })
  expect((await send(path)).body).toEqual(renewed.body)
})

test('what was never shared can be given a link that is off', async () => {
  const { read, refresh, token } = await sharer('newest')
  const made = await refresh()
  expect(made.body).toMatchObject({ enabled: false, created_at: new Date(noon).toISOString() })
  expect(token(await read())).toBe(token(made))
})

test('each of the recordings that fail at sharing fails as it is called', async () => {
  const send = newClient()
  const path = ({ id }: { id: string }) => `${recordings}${id}/sharing`
  const patch = (failure: { id: string }, body: unknown) => send(path(failure), { method: 'PATCH', body })
  expect((await send(path(failures.sharingBreaks))).status).toBe(500)
  expect((await patch(failures.sharingBreaks, { enabled: true })).status).toBe(500)

  expect(await patch(failures.cannotBeSwitchedOff, { enabled: false })).toMatchObject({ status: 500, body: { code: 'error' } })
  expect((await patch(failures.cannotBeSwitchedOff, { settings: null })).status).toBe(200)
  expect(field(await send(path(failures.cannotBeSwitchedOff)), 'enabled')).toBe(true)

  const viewer = { status: 403, body: { code: 'permission_denied', detail: 'You do not have editor access to this resource.' } }
  expect(await patch(failures.viewerOnly, { enabled: false })).toMatchObject(viewer)
  expect(await send(`${path(failures.viewerOnly)}/refresh`, { method: 'POST' })).toMatchObject(viewer)
  expect(await send(`${path(failures.viewerOnly)}/passwords`, { method: 'POST' })).toMatchObject(viewer)
  expect((await send(path(failures.viewerOnly))).body).toMatchObject({ enabled: true, user_access_level: 'viewer' })

  const plan = 'requires the Advanced Permissions feature'
  const noPassword = await patch(failures.passwordNeedsPlan, { password_required: true })
  expect([noPassword.status, noPassword.body]).toEqual([403, { error: `Sharing with password ${plan}` }])
  const noneMade = await send(`${path(failures.passwordNeedsPlan)}/passwords`, { method: 'POST' })
  expect([noneMade.status, noneMade.body]).toEqual([403, { error: `Password management ${plan}` }])
  expect((await patch(failures.passwordNeedsPlan, { password_required: false })).status).toBe(200)
})

test('one recording refuses to be shared, and none is asked whether it exists', async () => {
  const send = newClient()
  const path = `${recordings}${failures.refusesToBeShared.id}/sharing`
  const refused = await send(path, { method: 'PATCH', body: { enabled: true } })
  expect([refused.status, field(refused, 'detail')]).toEqual([403, 'Public sharing is disabled for this organization.'])
  expect((await send(`${recordings}no-such-recording/sharing`)).status).toBe(200)
})

test('a body that is no JSON object is refused', async () => {
  const { set } = await sharer('newest')
  expect((await set([])).status).toBe(400)
  const send = newClient()
  const broken = await send(`${recordings}x/sharing`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: 'text',
  })
  expect(broken.status).toBe(400)
})
