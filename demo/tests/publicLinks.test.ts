import { expect, test } from 'vitest'
import { askerOf, field, newAsker, noon, recordings, rowsOf } from './askHost.ts'
import { failures } from '../data/failures.ts'
import { createDemoHost } from '../createDemoHost.ts'
import { editions } from '../host/options.ts'
import { isOpen, sharedInShop, theOne } from './sharedTruth.ts'

type Ask = ReturnType<typeof newAsker>

function asStranger(ask: Ask, id: string, token: string, method = 'GET') {
  return ask(`${recordings}${id}/?sharing_access_token=${token}`, { key: null, method })
}

const denied = { code: 'permission_denied', detail: 'You do not have permission to perform this action.' }
const invalid = { type: 'authentication_error', code: 'authentication_failed', detail: 'Sharing access token is invalid.' }

test('a live link tells a stranger when the recording was and how long it is, and no more', async () => {
  for (const edition of editions) {
    const ask = newAsker({ edition })
    const root = edition === 'documented' ? '/api/environments/1/session_recordings/' : recordings
    const { recordingId, token } = theOne(await sharedInShop(ask), isOpen)
    const answer = await ask(`${root}${recordingId}?sharing_access_token=${token}`, { key: null })
    const { id, recording_duration, start_time, end_time } = Object((await ask(`${root}${recordingId}`)).body)
    expect(answer).toMatchObject({ status: 200, body: { id, recording_duration, start_time, end_time } })
    expect(Object.keys(Object(answer.body))).toHaveLength(4)
  }
})

test('a token that is unknown, off or over is invalid', async () => {
  const ask = newAsker()
  const shares = await sharedInShop(ask)
  const off = theOne(shares, ({ enabled }) => !enabled)
  for (const token of [off.token, 'nonsense', '%00']) {
    expect(await asStranger(ask, off.recordingId, token)).toMatchObject({ status: 403, body: invalid })
  }
})

test('a live token opens its own recording in its own project, and nothing else', async () => {
  const ask = newAsker()
  const shares = await sharedInShop(ask)
  const one = theOne(shares, isOpen)
  const other = theOne(shares, (share) => isOpen(share) && share.token !== one.token)
  const query = `?sharing_access_token=${one.token}`
  for (const path of [
    `${recordings}${other.recordingId}/`,
    `${recordings}no-such-recording/`,
    recordings,
    `/api/projects/2/session_recordings/${one.recordingId}/`,
    `/api/projects/@current/session_recordings/${one.recordingId}/`,
  ]) {
    expect(await ask(path + query, { key: null })).toMatchObject({ status: 403, body: denied })
  }
  const sharing = await ask(`${recordings}${one.recordingId}/sharing${query}`, { key: null })
  expect([sharing.status, field(sharing, 'code')]).toEqual([401, 'not_authenticated'])
})

test('a token is for reading', async () => {
  const ask = newAsker()
  const { recordingId, token } = theOne(await sharedInShop(ask), isOpen)
  for (const method of ['PATCH', 'DELETE', 'POST']) {
    const { status, body } = await asStranger(ask, recordingId, token, method)
    expect([status, body]).toEqual([
      403,
      { ...invalid, attr: null, detail: 'Sharing access token can only be used for GET requests.' },
    ])
  }
})

test('whoever sends a key is asked for nothing else', async () => {
  const ask = newAsker()
  const { recordingId, token } = theOne(await sharedInShop(ask), isOpen)
  const path = `${recordings}${recordingId}/?sharing_access_token=`
  expect(field(await ask(`${path}nonsense`), 'person')).toBeDefined()
  expect(field(await ask(path + token, { key: 'phx_wrong' }), 'detail')).toMatch(/^Personal API key/)
})

test('a link behind a password does not answer to its token, nor does it call it invalid', async () => {
  const ask = newAsker()
  const { recordingId, token } = theOne(await sharedInShop(ask), (share) => share.enabled && share.passwordRequired)
  const { status, body } = await asStranger(ask, recordingId, token)
  expect([status, body]).toMatchObject([403, { code: 'not_authenticated' }])
})

test('a recording that is deleted or gone is not found, however live its link', async () => {
  const ask = newAsker()
  const { recordingId, token } = theOne(await sharedInShop(ask), isOpen)
  await ask(`${recordings}${recordingId}/`, { method: 'DELETE' })
  expect(await asStranger(ask, recordingId, token)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  for (const id of [failures.gone.id, 'never-recorded']) {
    const shared = await ask(`${recordings}${id}/sharing`, { method: 'PATCH', body: { enabled: true } })
    expect((await asStranger(ask, id, String(field(shared, 'access_token')))).status).toBe(404)
  }
})

test('under a plan a token is good for 600 questions a minute, whoever asks', async () => {
  const clock = { now: noon }
  const ask = newAsker({ ratePlan: 'free', now: () => clock.now })
  const shares = (await sharedInShop(ask)).filter(isOpen)
  const [one, other] = [theOne(shares, () => true), theOne(shares.slice(1), () => true)]
  let answered = 0
  for (let time = 0; time < 605; time += 1) {
    if ((await asStranger(ask, one.recordingId, one.token)).status === 200) answered += 1
  }
  expect(answered).toBe(600)
  const refused = await asStranger(ask, one.recordingId, one.token)
  expect([refused.status, field(refused, 'detail')]).toEqual([429, 'Request was throttled. Expected available in 60 seconds.'])
  expect((await asStranger(ask, other.recordingId, other.token)).status).toBe(200)
  clock.now += 60_000
  expect((await asStranger(ask, one.recordingId, one.token)).status).toBe(200)
})

test('a replaced link opens for five minutes, and on newest servers until it is switched off', async () => {
  for (const edition of ['mid', 'newest'] as const) {
    const clock = { now: noon }
    const ask = askerOf(createDemoHost({ now: () => clock.now, count: 240, edition }))
    const path = `${recordings}${rowsOf(await ask(recordings))[0]?.id}`
    const set = async (enabled: boolean) =>
      field(await ask(`${path}/sharing`, { method: 'PATCH', body: { enabled } }), 'access_token')
    const renew = async () => field(await ask(`${path}/sharing/refresh`, { method: 'POST' }), 'access_token')
    const lives = async (token: unknown) =>
      (await ask(`${path}/?sharing_access_token=${String(token)}`, { key: null })).status === 200
    const first = await set(true)
    const second = await renew()
    expect([await lives(first), await lives(second)]).toEqual([true, true])
    clock.now += 5 * 60_000 - 1
    expect(await lives(first)).toBe(true)
    clock.now += 1
    expect([await lives(first), await lives(second)]).toEqual([false, true])
    const third = await renew()
    await set(false)
    expect([await lives(second), await lives(third)]).toEqual([edition === 'mid', false])
  }
})

test('switched off and then replaced, a link is dead at once and stays dead', async () => {
  for (const edition of ['mid', 'newest'] as const) {
    const ask = newAsker({ edition })
    const { recordingId, token } = theOne(await sharedInShop(ask), isOpen)
    const sharing = `${recordings}${recordingId}/sharing`
    await ask(sharing, { method: 'PATCH', body: { enabled: false } })
    await ask(`${sharing}/refresh`, { method: 'POST' })
    expect(await asStranger(ask, recordingId, token)).toMatchObject({ status: 403, body: invalid })
    const again = await ask(sharing, { method: 'PATCH', body: { enabled: true } })
    expect(field(again, 'access_token')).not.toBe(token)
    expect(await asStranger(ask, recordingId, token)).toMatchObject({ status: 403, body: invalid })
  }
})

test('older servers bring a dead link back to life, newest ones never', async () => {
  for (const edition of ['old', 'mid', 'newest'] as const) {
    const ask = newAsker({ edition })
    const { recordingId, token } = theOne(await sharedInShop(ask), isOpen)
    for (const enabled of [false, true]) await ask(`${recordings}${recordingId}/sharing`, { method: 'PATCH', body: { enabled } })
    expect((await asStranger(ask, recordingId, token)).status).toBe(edition === 'newest' ? 403 : 200)
  }
})

test('an organization without public sharing closes every link and refuses to turn any on, but turns them off', async () => {
  const ask = newAsker({ publicSharing: false })
  const share = theOne(await sharedInShop(ask), isOpen)
  const { recordingId, token } = share
  expect(share.openTokens).toEqual([])
  expect(await asStranger(ask, recordingId, token)).toMatchObject({ status: 403, body: invalid })
  expect((await ask(`/shared/${token}`, { key: null })).status).toBe(404)
  expect(field(await ask(`${recordings}${recordingId}/sharing`), 'enabled')).toBe(true)
  const change = (body: unknown) => ask(`${recordings}${recordingId}/sharing`, { method: 'PATCH', body })
  expect(await change({ settings: null })).toMatchObject({ status: 200, body: { enabled: true } })
  expect(await change({ enabled: false })).toMatchObject({ status: 200, body: { enabled: false } })
  const refused = await change({ enabled: true })
  expect([refused.status, field(refused, 'detail')]).toEqual([403, 'Public sharing is disabled for this organization.'])
})
