import { afterEach, expect, test } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import { listen, type Listening } from '../../../demo/host/listen.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import { serveDemo } from '../../../demo/serve.ts'
import { asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { checkLink, readSharing } from './sharing.ts'
import { capabilitiesOf } from '#api/capabilities.ts'
import { changeSharing, cutOldLinks, renewLink, revokeLink } from './changeSharing.ts'

let hosts: Listening[] = []
let runs = 0
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()))
  hosts = []
})

async function connect(options: Partial<DemoOptions>, key: string = demoKeys.all): Promise<ApiConnection> {
  const host = await serveDemo({ count: 10, ...options }, 0)
  hosts.push(host)
  runs += 1
  return { id: `sharing changes ${runs}`, host: host.origin, key, projectId: '1' }
}

async function kindOf(promise: Promise<unknown>) {
  return promise.then(
    () => 'no error',
    (error: unknown) => asApiError(error).kind,
  )
}

const id = 'recording-1'

const revoke = (connection: ApiConnection, recording = id) => revokeLink((send) => send(connection, {}), recording)

/** An existing recording with a new link. */
async function shareOne(connection: ApiConnection, edition: string) {
  const root = edition === 'documented' ? 'environments' : 'projects'
  const list = `${connection.host}/api/${root}/1/session_recordings/?limit=1&date_from=-365d`
  const answer = await fetch(list, { headers: { Authorization: `Bearer ${connection.key}` } })
  const { results } = (await answer.json()) as { results: { id: string }[] }
  const recording = results[0]?.id ?? ''
  const { accessToken } = await changeSharing(connection, recording, { enabled: true })
  return { recording, token: accessToken ?? '' }
}

for (const edition of ['documented', 'old', 'mid', 'newest'] as const) {
  const drops = edition === 'mid' || edition === 'newest'

  test(`${edition}: revoking ${drops ? 'drops the link' : 'can only switch it off, and says that it returns'}`, async () => {
    const connection = await connect({ edition })
    const { accessToken: first } = await changeSharing(connection, id, { enabled: true })
    const { outcome, sharing } = await revoke(connection)
    expect(outcome).toBe(drops ? 'revoked' : 'returns')
    expect(sharing.enabled).toBe(false)
    expect(await readSharing(connection, id)).toMatchObject({ enabled: false })
    const { accessToken: second } = await changeSharing(connection, id, { enabled: true })
    expect(second === first).toBe(!drops)
    expect(capabilitiesOf(connection).renewsLinks).toBe(drops)
  })

  test(`${edition}: another link ${drops ? 'takes the place of the first' : 'cannot be had, which changes nothing'}`, async () => {
    const connection = await connect({ edition })
    const { accessToken: first } = await changeSharing(connection, id, { enabled: true })
    expect(capabilitiesOf(connection).renewsLinks).toBeUndefined()
    if (drops) expect((await renewLink(connection, id)).accessToken).not.toBe(first)
    else expect(['endpoint-missing', 'not-found']).toContain(await kindOf(renewLink(connection, id)))
    expect((await readSharing(connection, id)).accessToken === first).toBe(!drops)
  })
}

for (const edition of ['documented', 'old', 'mid', 'newest'] as const) {
  test(`${edition}: a stranger finds a link live, and dead once it is revoked`, async () => {
    const connection = await connect({ edition })
    const { recording, token } = await shareOne(connection, edition)
    const stateOf = async () => (await checkLink(connection, recording, token)).state
    expect(await stateOf()).toBe('live')
    await revoke(connection, recording)
    expect(await stateOf()).toBe('dead')
  })
}

test('a link with a password looks dead unless the caller knows of the password', async () => {
  const connection = await connect({})
  const { recording, token } = await shareOne(connection, 'newest')
  await changeSharing(connection, recording, { passwordRequired: true })
  expect((await checkLink(connection, recording, token, { isLocked: true })).state).toBe('unknown')
})

test('a link of another recording is neither live nor dead here', async () => {
  const connection = await connect({})
  const { token } = await shareOne(connection, 'newest')
  expect((await checkLink(connection, id, token)).state).toBe('unknown')
})

test('cutting leaves the recording public', async () => {
  const connection = await connect({ edition: 'newest' })
  await changeSharing(connection, id, { enabled: true })
  await renewLink(connection, id)
  const { end, sharing } = await cutOldLinks(connection, id)
  expect([end, sharing.enabled]).toEqual(['cut', true])
})

/**
 * A server that answers 200 to every request; each change gets the next of these answers, then the last. It returns the same link
 * each time, unless `renews`.
 */
async function obliging(answers: boolean[], { renews = false } = {}): Promise<ApiConnection> {
  const left = [...answers]
  const headers = { 'content-type': 'application/json' }
  const host = await listen(async ({ url }) => {
    const access_token = renews && url.includes('/refresh') ? 'QrStUvWxYzAbCdEf' : 'AbCdEfGhIjKlMnOp'
    const enabled = left.length > 1 ? left.shift() : left[0]
    const created_at = '2026-09-17T12:00:00Z'
    return new Response(JSON.stringify({ enabled, access_token, created_at }), { headers })
  }, 0)
  hosts.push(host)
  runs += 1
  return { id: `sharing changes ${runs}`, host: host.origin, key: demoKeys.all, projectId: '1' }
}

test('an answer without the requested change does not count as done', async () => {
  expect(await revoke(await obliging([true]))).toMatchObject({ outcome: 'left on' })
  expect(await revoke(await obliging([false, true]))).toMatchObject({ outcome: 'left on' })
  expect(await revoke(await obliging([false]))).toMatchObject({ outcome: 'same link' })
  expect(await revoke(await obliging([false], { renews: true }))).toMatchObject({ outcome: 'revoked' })
  expect(await cutOldLinks(await obliging([true]), id)).toMatchObject({ end: 'left on' })
  expect(await cutOldLinks(await obliging([false]), id)).toMatchObject({ end: 'left off', why: null })
})

test('a link that cannot be disabled is not reported as revoked or cut off', async () => {
  const connection = await connect({}, demoKeys.readOnly)
  expect(await kindOf(revoke(connection))).toBe('missing-scope')
  expect(await kindOf(cutOldLinks(connection, id))).toBe('missing-scope')
})
