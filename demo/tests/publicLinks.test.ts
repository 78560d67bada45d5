import { expect, test } from 'vitest'
import { clientOf, field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { failures } from '../data/failures.ts'
import { createDemoHost } from '../createDemoHost.ts'
import { editions } from '../host/options.ts'
import { isOpen, sharedInShop, findShare } from './sharedRecordings.ts'

type Client = ReturnType<typeof newClient>

function asStranger(send: Client, id: string, token: string, method = 'GET') {
  return send(`${recordings}${id}/?sharing_access_token=${token}`, { key: null, method })
}

const denied = { code: 'permission_denied', detail: 'You do not have permission to perform this action.' }
const invalid = { type: 'authentication_error', code: 'authentication_failed', detail: 'Sharing access token is invalid.' }

test('a live link tells a stranger when the recording was and how long it is, and no more', async () => {
  for (const edition of editions) {
    const send = newClient({ edition })
    const root = edition === 'documented' ? '/api/environments/1/session_recordings/' : recordings
    const { recordingId, token } = findShare(await sharedInShop(send), isOpen)
    const answer = await send(`${root}${recordingId}?sharing_access_token=${token}`, { key: null })
    const { id, recording_duration, start_time, end_time } = Object((await send(`${root}${recordingId}`)).body)
    expect(answer).toMatchObject({ status: 200, body: { id, recording_duration, start_time, end_time } })
    expect(Object.keys(Object(answer.body))).toHaveLength(4)
  }
})

test('a token that is unknown, off or over is invalid', async () => {
  const send = newClient()
  const shares = await sharedInShop(send)
  const off = findShare(shares, ({ enabled }) => !enabled)
  for (const token of [off.token, 'nonsense', '%00']) {
    expect(await asStranger(send, off.recordingId, token)).toMatchObject({ status: 403, body: invalid })
  }
})

test('a live token opens its own recording in its own project, and nothing else', async () => {
  const send = newClient()
  const shares = await sharedInShop(send)
  const one = findShare(shares, isOpen)
  const other = findShare(shares, (share) => isOpen(share) && share.token !== one.token)
  const query = `?sharing_access_token=${one.token}`
  for (const path of [
    `${recordings}${other.recordingId}/`,
    `${recordings}no-such-recording/`,
    recordings,
    `/api/projects/2/session_recordings/${one.recordingId}/`,
    `/api/projects/@current/session_recordings/${one.recordingId}/`,
  ]) {
    expect(await send(path + query, { key: null })).toMatchObject({ status: 403, body: denied })
  }
  const sharing = await send(`${recordings}${one.recordingId}/sharing${query}`, { key: null })
  expect([sharing.status, field(sharing, 'code')]).toEqual([401, 'not_authenticated'])
})

test('a token is for reading', async () => {
  const send = newClient()
  const { recordingId, token } = findShare(await sharedInShop(send), isOpen)
  for (const method of ['PATCH', 'DELETE', 'POST']) {
    const { status, body } = await asStranger(send, recordingId, token, method)
    expect([status, body]).toEqual([
      403,
      { ...invalid, attr: null, detail: 'Sharing access token can only be used for GET requests.' },
    ])
  }
})

test('whoever sends a key is asked for nothing else', async () => {
  const send = newClient()
  const { recordingId, token } = findShare(await sharedInShop(send), isOpen)
  const path = `${recordings}${recordingId}/?sharing_access_token=`
  expect(field(await send(`${path}nonsense`), 'person')).toBeDefined()
  expect(field(await send(path + token, { key: 'phx_wrong' }), 'detail')).toMatch(/^Personal API key/)
})

test('a link behind a password does not answer to its token, nor does it call it invalid', async () => {
  const send = newClient()
  const { recordingId, token } = findShare(await sharedInShop(send), (share) => share.enabled && share.passwordRequired)
  const { status, body } = await asStranger(send, recordingId, token)
  expect([status, body]).toMatchObject([403, { code: 'not_authenticated' }])
})

test('a recording that is deleted or gone is not found, however live its link', async () => {
  const send = newClient()
  const { recordingId, token } = findShare(await sharedInShop(send), isOpen)
  await send(`${recordings}${recordingId}/`, { method: 'DELETE' })
  expect(await asStranger(send, recordingId, token)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  for (const id of [failures.gone.id, 'never-recorded']) {
    const shared = await send(`${recordings}${id}/sharing`, { method: 'PATCH', body: { enabled: true } })
    expect((await asStranger(send, id, String(field(shared, 'access_token')))).status).toBe(404)
  }
})

test('under a plan a token is good for 600 questions a minute, whoever asks', async () => {
  const clock = { now: noon }
  const send = newClient({ ratePlan: 'free', now: () => clock.now })
  const shares = (await sharedInShop(send)).filter(isOpen)
  const [one, other] = [findShare(shares, () => true), findShare(shares.slice(1), () => true)]
  let answered = 0
  for (let time = 0; time < 605; time += 1) {
    if ((await asStranger(send, one.recordingId, one.token)).status === 200) answered += 1
  }
  expect(answered).toBe(600)
  const refused = await asStranger(send, one.recordingId, one.token)
  expect([refused.status, field(refused, 'detail')]).toEqual([429, 'Request was throttled. Expected available in 60 seconds.'])
  expect((await asStranger(send, other.recordingId, other.token)).status).toBe(200)
  clock.now += 60_000
  expect((await asStranger(send, one.recordingId, one.token)).status).toBe(200)
})

test('a replaced link opens for five minutes, and on newest servers until it is switched off', async () => {
  for (const edition of ['mid', 'newest'] as const) {
    const clock = { now: noon }
    const send = clientOf(createDemoHost({ now: () => clock.now, count: 240, edition }))
    const path = `${recordings}${rowsOf(await send(recordings))[0]?.id}`
    const set = async (enabled: boolean) =>
      field(await send(`${path}/sharing`, { method: 'PATCH', body: { enabled } }), 'access_token')
    const renew = async () => field(await send(`${path}/sharing/refresh`, { method: 'POST' }), 'access_token')
    const subscriptionsWithHistory = async (token: unknown) =>
      (await send(`${path}/?sharing_access_token=${String(token)}`, { key: null })).status === 200
    const first = await set(true)
    const second = await renew()
    expect([await subscriptionsWithHistory(first), await subscriptionsWithHistory(second)]).toEqual([true, true])
    clock.now += 5 * 60_000 - 1
    expect(await subscriptionsWithHistory(first)).toBe(true)
    clock.now += 1
    expect([await subscriptionsWithHistory(first), await subscriptionsWithHistory(second)]).toEqual([false, true])
    const third = await renew()
    await set(false)
    expect([await subscriptionsWithHistory(second), await subscriptionsWithHistory(third)]).toEqual([edition === 'mid', false])
  }
})

test('switched off and then replaced, a link is dead at once and stays dead', async () => {
  for (const edition of ['mid', 'newest'] as const) {
    const send = newClient({ edition })
    const { recordingId, token } = findShare(await sharedInShop(send), isOpen)
    const sharing = `${recordings}${recordingId}/sharing`
    await send(sharing, { method: 'PATCH', body: { enabled: false } })
    await send(`${sharing}/refresh`, { method: 'POST' })
    expect(await asStranger(send, recordingId, token)).toMatchObject({ status: 403, body: invalid })
    const again = await send(sharing, { method: 'PATCH', body: { enabled: true } })
    expect(field(again, 'access_token')).not.toBe(token)
    expect(await asStranger(send, recordingId, token)).toMatchObject({ status: 403, body: invalid })
  }
})

test('older servers bring a dead link back to life, newest ones never', async () => {
  for (const edition of ['old', 'mid', 'newest'] as const) {
    const send = newClient({ edition })
    const { recordingId, token } = findShare(await sharedInShop(send), isOpen)
    for (const enabled of [false, true]) await send(`${recordings}${recordingId}/sharing`, { method: 'PATCH', body: { enabled } })
    expect((await asStranger(send, recordingId, token)).status).toBe(edition === 'newest' ? 403 : 200)
  }
})

test('an organization without public sharing closes every link and refuses to turn any on, but turns them off', async () => {
  const send = newClient({ publicSharing: false })
  const share = findShare(await sharedInShop(send), isOpen)
  const { recordingId, token } = share
  expect(share.openTokens).toEqual([])
  expect(await asStranger(send, recordingId, token)).toMatchObject({ status: 403, body: invalid })
  expect((await send(`/shared/${token}`, { key: null })).status).toBe(404)
  expect(field(await send(`${recordings}${recordingId}/sharing`), 'enabled')).toBe(true)
  const change = (body: unknown) => send(`${recordings}${recordingId}/sharing`, { method: 'PATCH', body })
  expect(await change({ settings: null })).toMatchObject({ status: 200, body: { enabled: true } })
  expect(await change({ enabled: false })).toMatchObject({ status: 200, body: { enabled: false } })
  const refused = await change({ enabled: true })
  expect([refused.status, field(refused, 'detail')]).toEqual([403, 'Public sharing is disabled for this organization.'])
})
