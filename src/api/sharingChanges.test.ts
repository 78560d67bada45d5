import { afterEach, expect, test } from 'vitest'
import { demoKeys } from '../../demo/keys.ts'
import type { Listening } from '../../demo/listen.ts'
import type { DemoOptions } from '../../demo/options.ts'
import { serveDemo } from '../../demo/serve.ts'
import { asApiError } from './errors.ts'
import type { Address } from './http.ts'
import { readSharing } from './sharing.ts'
import { canRenewLinks, changeSharing, cutOldLinks, renewLink, revokeLink } from './sharingChanges.ts'

let hosts: Listening[] = []
let runs = 0
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()))
  hosts = []
})

async function connect(options: Partial<DemoOptions>, key: string = demoKeys.all): Promise<Address> {
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

for (const edition of ['documented', 'old', 'mid', 'newest'] as const) {
  const drops = edition === 'mid' || edition === 'newest'

  test(`${edition}: revoking ${drops ? 'drops the link' : 'can only switch it off, and says that it returns'}`, async () => {
    const at = await connect({ edition })
    const { accessToken: first } = await changeSharing(at, id, { enabled: true })
    const { end, sharing } = await revokeLink(at, id)
    expect(end).toBe(drops ? 'good' : 'returns')
    expect(sharing.enabled).toBe(false)
    expect(await readSharing(at, id)).toMatchObject({ enabled: false })
    const { accessToken: second } = await changeSharing(at, id, { enabled: true })
    expect(second === first).toBe(!drops)
    expect(canRenewLinks(at)).toBe(drops)
  })

  test(`${edition}: another link ${drops ? 'takes the place of the first' : 'cannot be had, which changes nothing'}`, async () => {
    const at = await connect({ edition })
    const { accessToken: first } = await changeSharing(at, id, { enabled: true })
    expect(canRenewLinks(at)).toBeUndefined()
    if (drops) expect((await renewLink(at, id)).accessToken).not.toBe(first)
    else expect(['endpoint-missing', 'not-found']).toContain(await kindOf(renewLink(at, id)))
    expect((await readSharing(at, id)).accessToken === first).toBe(!drops)
  })
}

test('cutting leaves the recording public', async () => {
  const at = await connect({ edition: 'newest' })
  await changeSharing(at, id, { enabled: true })
  await renewLink(at, id)
  const { end, sharing } = await cutOldLinks(at, id)
  expect([end, sharing.enabled]).toEqual(['cut', true])
})

test('what cannot be switched off is not said to be revoked or cut', async () => {
  const at = await connect({}, demoKeys.readOnly)
  expect(await kindOf(revokeLink(at, id))).toBe('missing-scope')
  expect(await kindOf(cutOldLinks(at, id))).toBe('missing-scope')
})
