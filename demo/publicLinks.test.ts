import { expect, test } from 'vitest'
import { askerOf, field, newAsker, noon, recordings, rowsOf } from './askHost.ts'
import { failures } from './failures.ts'
import { createDemoHost } from './host.ts'
import { demoKeys } from './keys.ts'

type Share = { projectId: string; recordingId: string; enabled: boolean; token: string; passwordRequired: boolean }

function isShare(value: unknown): value is Share {
  return typeof value === 'object' && value !== null && 'recordingId' in value
}

async function sharesOf(ask: ReturnType<typeof newAsker>): Promise<Share[]> {
  const { body } = await ask('/__demo/shares', { key: null })
  return Array.isArray(body) ? body.filter(isShare).filter(({ projectId }) => projectId === '1') : []
}

function pick(shares: Share[], matches: (share: Share) => boolean): Share {
  const found = shares.find(matches)
  if (!found) throw new Error('No such share.')
  return found
}

const isOpen = (share: Share) => share.enabled && !share.passwordRequired

test('about sixty recordings are shared, over the whole retention, the same for the same seed', async () => {
  const [one, other] = [newAsker({ count: 2400 }), newAsker({ count: 2400 })]
  const shares = await sharesOf(one)
  expect(shares.length).toBeGreaterThan(50)
  expect(shares.length).toBeLessThan(70)
  expect(shares.filter(({ enabled }) => !enabled).length).toBeGreaterThan(3)
  expect(shares.filter(({ passwordRequired }) => passwordRequired).length).toBeGreaterThan(5)
  expect(await sharesOf(other)).toEqual(shares)
})

test('a live link opens for strangers, in the API and on its public page', async () => {
  const ask = newAsker()
  const { recordingId, token } = pick(await sharesOf(ask), isOpen)
  const answer = await ask(`${recordings}${recordingId}/?sharing_access_token=${token}`, { key: null })
  expect(answer.status).toBe(200)
  expect(Object.keys(Object(answer.body)).toSorted()).toEqual(['end_time', 'id', 'recording_duration', 'start_time'])
  const shared = await ask(`/shared/${token}`, { key: null })
  expect([shared.status, shared.headers.get('Access-Control-Allow-Origin')]).toEqual([200, null])
  expect((await ask(`/embedded/${token}`, { key: null })).headers.get('X-Frame-Options')).toBeNull()
  expect((await ask(`/shared/${token}/`, { key: null })).status).toBe(404)
})

test('a dead, wrong or closed link opens nothing', async () => {
  const ask = newAsker()
  const shares = await sharesOf(ask)
  const off = pick(shares, ({ enabled }) => !enabled)
  const on = pick(shares, isOpen)
  const other = pick(shares, (share) => isOpen(share) && share.token !== on.token)
  const asStranger = (id: string, token: string, method = 'GET') =>
    ask(`${recordings}${id}/?sharing_access_token=${token}`, { key: null, method })
  expect(field(await asStranger(off.recordingId, off.token), 'detail')).toBe('Sharing access token is invalid.')
  expect((await ask(`/shared/${off.token}`, { key: null })).status).toBe(404)
  expect(field(await asStranger(on.recordingId, other.token), 'code')).toBe('permission_denied')
  expect(field(await ask(`${recordings}?sharing_access_token=${on.token}`, { key: null }), 'code')).toBe('permission_denied')
  expect(field(await asStranger(on.recordingId, on.token, 'PATCH'), 'detail')).toBe(
    'Sharing access token can only be used for GET requests.',
  )
  expect((await ask(`${recordings}${on.recordingId}/?sharing_access_token=x`)).status).toBe(200) // the key wins
})

test('a link behind a password does not answer to the token alone, and its page asks for the password', async () => {
  const ask = newAsker()
  const { recordingId, token } = pick(await sharesOf(ask), (share) => share.enabled && share.passwordRequired)
  expect((await ask(`${recordings}${recordingId}/?sharing_access_token=${token}`, { key: null })).status).toBe(403)
  expect((await ask(`/shared/${token}`, { key: null })).text).toContain('protected')
  const made = await ask(`${recordings}${recordingId}/sharing/passwords`, { method: 'POST', body: { raw_password: 'oolong-42' } })
  expect(made.body).toMatchObject({ password: 'oolong-42', note: '' })
  const unlock = (password: string) => ask(`/shared/${token}`, { key: null, method: 'POST', body: { password } })
  expect(field(await unlock('wrong'), 'error')).toBe('Incorrect password')
  expect(field(await unlock('oolong-42'), 'shareToken')).toEqual(expect.stringContaining('.'))
  const path = `${recordings}${recordingId}/sharing/passwords/${String(field(made, 'id'))}`
  expect((await ask(path, { method: 'DELETE' })).status).toBe(204)
  expect(field(await ask(path, { method: 'DELETE' }), 'error')).toBe('Password not found')
  expect((await unlock('oolong-42')).status).toBe(401)
})

test('passwords have rules', async () => {
  const ask = newAsker()
  const shares = await sharesOf(ask)
  const protectedOne = pick(shares, ({ passwordRequired }) => passwordRequired)
  const make = (id: string, body: unknown) => ask(`${recordings}${id}/sharing/passwords`, { method: 'POST', body })
  expect(field(await make(protectedOne.recordingId, { raw_password: 'short' }), 'detail')).toBe(
    'Password must be at least 8 characters long.',
  )
  expect((await make(protectedOne.recordingId, { note: 'x'.repeat(101) })).status).toBe(400)
  expect(String(field(await make(protectedOne.recordingId, {}), 'password')).length).toBeGreaterThan(7)
  expect(field(await make(pick(shares, isOpen).recordingId, {}), 'error')).toBe(
    'Password protection must be enabled before creating passwords',
  )
  expect((await newAsker({ edition: 'old' })(`${recordings}x/sharing/passwords`, { method: 'POST' })).status).toBe(404)
})

test('a replaced link opens for five more minutes, and is cut by switching off', async () => {
  let now = noon
  const ask = askerOf(createDemoHost({ now: () => now, count: 240 }))
  const { recordingId, token } = pick(await sharesOf(ask), isOpen)
  const live = async (one: string) => (await ask(`/shared/${one}`, { key: null })).status === 200
  const renewed = await ask(`${recordings}${recordingId}/sharing/refresh`, { method: 'POST' })
  expect([await live(token), await live(String(field(renewed, 'access_token')))]).toEqual([true, true])
  now += 5 * 60_000 + 1
  expect(await live(token)).toBe(false)
})

test('a link that is off when it is replaced opens no more, whatever the grace', async () => {
  const ask = newAsker({ edition: 'mid' })
  const { recordingId, token } = pick(await sharesOf(ask), isOpen)
  const path = `${recordings}${recordingId}/sharing`
  await ask(path, { method: 'PATCH', body: { enabled: false } })
  await ask(`${path}/refresh`, { method: 'POST' })
  expect((await ask(`/shared/${token}`, { key: null })).status).toBe(404)
})

test('some links cannot be changed, each for a reason of its own', async () => {
  const ask = newAsker()
  const patch = (id: string, body: unknown) => ask(`${recordings}${id}/sharing`, { method: 'PATCH', body })
  expect((await ask(`${recordings}${failures.sharingBreaks.id}/sharing`)).status).toBe(500)
  expect((await patch(failures.cannotBeSwitchedOff.id, { enabled: false })).status).toBe(500)
  expect(field(await patch(failures.viewerOnly.id, { enabled: false }), 'code')).toBe('permission_denied')
  const noPlan = await patch(failures.passwordNeedsPlan.id, { password_required: true })
  expect(field(noPlan, 'error')).toBe('Sharing with password requires the Advanced Permissions feature')
  const shares = await sharesOf(ask)
  for (const { id } of [failures.cannotBeSwitchedOff, failures.viewerOnly, failures.passwordNeedsPlan]) {
    expect(pick(shares, ({ recordingId }) => recordingId === id).enabled).toBe(true)
  }
})

test('an organization without public sharing closes every link', async () => {
  const ask = newAsker({ publicSharing: false })
  const { recordingId, token } = pick(await sharesOf(ask), isOpen)
  expect((await ask(`/shared/${token}`, { key: null })).status).toBe(404)
  const refused = await ask(`${recordings}${recordingId}/sharing`, { method: 'PATCH', body: { enabled: true } })
  expect(field(refused, 'detail')).toBe('Public sharing is disabled for this organization.')
})

test('the built-in collection holds what is shared, on newest servers', async () => {
  const ask = newAsker({ count: 2400 })
  const path = '/api/projects/1/session_recording_playlists/synthetic-shared'
  const found = rowsOf(await ask(`${path}/recordings?limit=200`)).map(({ id }) => id)
  const enabled = (await sharesOf(ask)).filter((share) => share.enabled)
  expect(found.toSorted()).toEqual(enabled.map(({ recordingId }) => recordingId).toSorted())
  expect(rowsOf(await ask(`${path}/recordings?limit=10&offset=10`)).map(({ id }) => id)).toEqual(found.slice(10, 20))
  expect((await newAsker({ edition: 'mid' })(`${path}/recordings`)).status).toBe(404)
  expect((await ask(`${path}/recordings`, { key: demoKeys.noPlaylists })).status).toBe(403)
})

const kept = `select session_id, created_at, start_time, end_time, distinct_id from system.session_recordings
  where ifNull(deleted, 0) = 0 order by session_id limit {limit} offset {offset}`
const range = `select session_id, min(min_first_timestamp) as start_time, max(max_last_timestamp) as end_time,
  any(distinct_id) as distinct_id from raw_session_replay_events where min_first_timestamp >= toDateTime({from})
  and min_first_timestamp < toDateTime({to}) group by session_id order by start_time, session_id limit 50000`

function query(ask: ReturnType<typeof newAsker>, text: string, values: Record<string, unknown>) {
  return ask('/api/projects/1/query/', { method: 'POST', body: { query: { kind: 'HogQLQuery', query: text, values } } })
}

function firstCells(answer: Awaited<ReturnType<typeof query>>): unknown[] {
  const results = field(answer, 'results')
  return Array.isArray(results) ? results.map((row: unknown) => (Array.isArray(row) ? row[0] : null)) : []
}

test('the table of kept recordings holds everything that was ever shared, and a little more, on newest servers', async () => {
  const ask = newAsker({ count: 2400 })
  const found = firstCells(await query(ask, kept, { limit: 1000, offset: 0 }))
  const shares = await sharesOf(ask)
  expect(shares.every(({ recordingId }) => found.includes(recordingId))).toBe(true)
  expect(found.length).toBeGreaterThan(shares.length)
  expect(firstCells(await query(ask, kept, { limit: 10, offset: 10 }))).toEqual(found.slice(10, 20))
  expect((await query(newAsker({ edition: 'mid' }), kept, { limit: 10, offset: 0 })).status).toBe(400)
})

test('all recordings of a range come by SQL, where the server has the table', async () => {
  const ask = newAsker({ count: 240 })
  const values = { from: '2026-01-01T00:00:00Z', to: '2026-09-18T00:00:00Z' }
  const found = firstCells(await query(ask, range, values))
  expect(new Set(found).size).toBeGreaterThan(235)
  const half = firstCells(await query(ask, range, { ...values, from: '2026-09-16 14:00:00' })) // Berlin time: noon in UTC
  const rest = firstCells(await query(ask, range, { ...values, to: '2026-09-16T12:00:00Z' }))
  expect([...rest, ...half]).toEqual(found)
  expect((await query(newAsker({ edition: 'old' }), range, values)).status).toBe(400)
})

test('a key that is revoked on the way works until then', async () => {
  const ask = newAsker()
  const read = () => ask(`${recordings}whatever/sharing`, { key: demoKeys.revokedSoon })
  for (let count = 0; count < 40; count += 1) expect((await read()).status).toBe(200)
  expect(field(await read(), 'code')).toBe('authentication_failed')
  expect(field(await ask(recordings, { key: demoKeys.revokedSoon }), 'code')).toBe('authentication_failed')
})
