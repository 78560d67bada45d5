import { afterEach, describe, expect, test } from 'vitest'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import { failures } from '../../../demo/data/failures.ts'
import { listen, type Listening } from '../../../demo/host/listen.ts'
import type { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { Cancelled, createControl } from '#lib/control.ts'
import { rowAfter, activityOf } from './logActions.ts'
import { capabilitiesOf } from '#api/capabilities.ts'
import { type ActionResult, runAction, type ShareAction } from './runAction.ts'
import type { ShareRow } from '#storage/shareRow.ts'

type Truth = {
  projectId: string
  recordingId: string
  enabled: boolean
  token: string
  passwordRequired: boolean
  createdAt: string
}

let opened: Listening[] = []
let hosts = 0
afterEach(async () => {
  await Promise.all(opened.map((host) => host.close()))
  opened = []
})

async function setUp(options: Partial<DemoOptions> = {}) {
  const demo = createDemoHost({ count: 150, ...options })
  const host = await listen((request) => demo.fetch(request), 0)
  opened.push(host)
  hosts += 1
  const connection: ApiConnection = { id: `actions ${hosts}`, host: host.origin, key: demoKeys.all, projectId: '1' }
  const truth = async (): Promise<Truth[]> => {
    const all = (await (await fetch(`${host.origin}/__demo/shares`)).json()) as Truth[]
    return all.filter(({ projectId }) => projectId === '1')
  }
  const rows = (await truth())
    .filter(({ enabled }) => enabled)
    .map(({ recordingId, token, createdAt, passwordRequired }): ShareRow => ({
      scanId: 'scan',
      id: recordingId,
      state: 'public',
      token,
      sharedSince: createdAt,
      hasPassword: passwordRequired,
      showsInspector: false,
      details: null,
      isListed: true,
      distinctId: null,
      startTime: null,
      checkedAt: createdAt,
      change: null,
      isClosedHere: false,
      why: null,
    }))
  const odd = new Set<string>(Object.values(failures).map(({ id }) => id))
  const control = createControl<ApiError>()
  return {
    connection,
    control,
    truth,
    plain: rows.filter(({ id }) => !odd.has(id)),
    row: (id: string) => rows.filter((row) => row.id === id),
    opens: async (token: string | null) => (await fetch(`${host.origin}/shared/${token}`)).status === 200,
    async run(action: ShareAction, some: readonly ShareRow[], onEnd: (row: ShareRow) => void = () => undefined) {
      const work = { connection: () => connection, control, label: 'Test', onPhase: () => undefined }
      const results: (ActionResult | undefined)[] = []
      for (const row of some) {
        try {
          results.push(await runAction(work, action, row))
        } catch (error) {
          expect(error).toBeInstanceOf(Cancelled)
          results.push(undefined)
        }
        onEnd(row)
      }
      return results
    },
  }
}

function outcomes(results: readonly (ActionResult | undefined)[]) {
  return results.map((end) => end?.outcome)
}

for (const edition of ['newest', 'mid', 'old', 'documented'] as const) {
  const drops = edition === 'newest' || edition === 'mid'

  test(`${edition}: a link that is turned off no longer opens`, async () => {
    const { plain, run, opens } = await setUp({ edition })
    const some = plain.slice(0, 3)
    for (const { token, hasPassword } of some) if (!hasPassword) expect(await opens(token)).toBe(true)
    expect(outcomes(await run('turn off', some))).toEqual(['done', 'done', 'done'])
    for (const { token } of some) expect(await opens(token)).toBe(false)
  })

  test(`${edition}: a revoked link is ${drops ? 'deleted' : 'off, and reported as possibly returning'}`, async () => {
    const { plain, run, opens, truth } = await setUp({ edition })
    const some = plain.slice(0, 2)
    expect(outcomes(await run('revoke', some))).toEqual(drops ? ['done', 'done'] : ['returns', 'returns'])
    for (const { id, token } of some) {
      expect(await opens(token)).toBe(false)
      const now = (await truth()).find(({ recordingId }) => recordingId === id)
      expect(now).toMatchObject({ enabled: false })
      expect(now?.token === token).toBe(!drops)
    }
  })

  test(`${edition}: undo restores the same links, or leaves everything off`, async () => {
    const { connection, plain, run, opens, truth } = await setUp({ edition })
    const some = plain.filter(({ hasPassword }) => !hasPassword).slice(0, 2)
    await run('turn off', some)
    const isSame = edition !== 'newest'
    expect(outcomes(await run('turn on', some))).toEqual(isSame ? ['done', 'done'] : ['another link', 'another link'])
    expect(capabilitiesOf(connection).restoresLinks).toBe(isSame ? undefined : false)
    for (const { id, token } of some) {
      expect(await opens(token)).toBe(isSame)
      expect((await truth()).find(({ recordingId }) => recordingId === id)?.enabled).toBe(isSame)
    }
  })
}

/** A host that answers a change of a link with 502, before or after it was made; look-ups may fail too. */
async function withFault(fault: 'before' | 'after', looksUpFail: boolean, action: ShareAction) {
  const demo = createDemoHost({ count: 150 })
  const host = await listen(async (request) => {
    const isSharing = request.url.includes('/sharing')
    if (request.method === 'GET' && isSharing && looksUpFail) return new Response('Bad gateway', { status: 502 })
    if (request.method !== 'PATCH') return demo.fetch(request)
    if (fault === 'after') await demo.fetch(request)
    return new Response('Bad gateway', { status: 502 })
  }, 0)
  opened.push(host)
  hosts += 1
  const connection: ApiConnection = { id: `faults ${hosts}`, host: host.origin, key: demoKeys.all, projectId: '1' }
  const shares = async () => (await (await fetch(`${host.origin}/__demo/shares`)).json()) as Truth[]
  const before = (await shares()).find(
    ({ projectId, enabled, passwordRequired }) => projectId === '1' && enabled && !passwordRequired,
  )
  if (!before) throw new Error('Nothing is public.')
  const control = createControl<ApiError>()
  const work = { connection: () => connection, control, label: 'Test', onPhase: () => undefined }
  const row = { id: before.recordingId, token: before.token } as ShareRow
  const { outcome, why } = await runAction(work, action, row)
  const now = (await shares()).find(({ projectId, recordingId }) => projectId === '1' && recordingId === before.recordingId)
  return { outcome, why, isOn: now?.enabled }
}

describe('an answer that was lost says nothing, so the link is looked up', () => {
  test.each([
    ['turn off', 'after', false, 'done', false],
    ['turn off', 'before', false, 'failed', true],
    ['turn off', 'after', true, 'unknown', false],
    ['turn off', 'before', true, 'unknown', true],
    ['require password', 'after', false, 'done', true],
    ['require password', 'before', false, 'failed', true],
    ['revoke', 'after', false, 'unsure', false],
    ['revoke', 'before', false, 'failed', true],
  ] as const)('%s, 502 %s the change, look-ups fail: %s', async (action, fault, looksUpFail, outcome, isOn) => {
    expect(await withFault(fault, looksUpFail, action)).toMatchObject({ outcome, isOn })
  })
})

describe('failures', () => {
  test('failures have a reason, and the rest succeeds', async () => {
    const { plain, row, run } = await setUp()
    const some = [
      ...plain.slice(0, 1),
      ...row(failures.cannotBeSwitchedOff.id),
      ...row(failures.viewerOnly.id),
      ...plain.slice(1, 2),
    ]
    const results = await run('revoke', some)
    expect(outcomes(results)).toEqual(['done', 'failed', 'failed', 'done'])
    expect(results[1]?.why).toContain('500')
    expect(results[2]?.why).toContain('Your role can view')
  })

  test('plans and servers without passwords fail with a reason', async () => {
    const { plain, row, run, truth } = await setUp()
    const open = plain.filter(({ hasPassword }) => !hasPassword).slice(0, 1)
    const results = await run('require password', [...open, ...row(failures.passwordNeedsPlan.id)])
    expect(outcomes(results)).toEqual(['done', 'failed'])
    expect(results[1]?.why).toContain('doesn’t include passwords')
    expect((await truth()).find(({ recordingId }) => recordingId === open[0]?.id)?.passwordRequired).toBe(true)
    const old = await setUp({ edition: 'old' })
    expect(outcomes(await old.run('require password', old.plain.slice(0, 1)))).toEqual(['failed'])
  })

  test('cancelled in the middle, the rest is left alone', async () => {
    const { plain, run, control, truth } = await setUp()
    const some = plain.slice(0, 4)
    const results = await run('turn off', some, ({ id }) => id === some[1]?.id && control.cancel())
    expect(outcomes(results)).toEqual(['done', 'done', undefined, undefined])
    const open = new Set((await truth()).filter(({ enabled }) => enabled).map(({ recordingId }) => recordingId))
    expect(some.map(({ id }) => open.has(id))).toEqual([false, false, true, true])
  })
})

describe('results of actions', () => {
  const sharing = { enabled: false, accessToken: 'next', createdAt: null, passwordRequired: false, userAccessLevel: null }
  const at = '2026-09-17T12:00:00.000Z'

  test('a closed row keeps its last link', async () => {
    const { plain } = await setUp()
    const [row] = plain
    if (!row) throw new Error('Nothing is shared.')
    const closed = rowAfter(row, { sharing }, at)
    expect(closed).toMatchObject({ state: 'closed', token: row.token, isClosedHere: true, checkedAt: at })
    expect(rowAfter(row, { sharing: null }, at)).toBeNull()
  })

  test('a row that is public again is compared with the previous scan again', async () => {
    const { plain } = await setUp()
    const [row] = plain
    if (!row) throw new Error('Nothing is shared.')
    const changed = (change: ShareRow['change'], accessToken: string | null) =>
      rowAfter({ ...row, change }, { sharing: { ...sharing, enabled: true, accessToken } }, at)?.change
    const all = [null, 'new', 'found', 'unknown', 'link changed', 'closed', 'unchanged'] as const
    expect(all.map((change) => changed(change, row.token))).toEqual([
      null,
      'new',
      'found',
      'unknown',
      'link changed',
      'unchanged',
      'unchanged',
    ])
    expect(all.map((change) => changed(change, 'next'))).toEqual([
      null,
      'new',
      'found',
      'unknown',
      'link changed',
      'link changed',
      'link changed',
    ])
  })

  test('incomplete actions are logged as failed', async () => {
    const { plain } = await setUp()
    const [row] = plain
    if (!row) throw new Error('Nothing is shared.')
    const logged = (action: ShareAction, outcome: ActionResult['outcome']) =>
      activityOf(action, row, { outcome, why: 'why', sharing: null }).map(({ action: name, outcome: end }) => `${name} ${end}`)
    expect(logged('revoke', 'done')).toEqual(['revoked done'])
    expect(logged('revoke', 'returns')).toEqual(['unshared done', 'revoked failed'])
    expect(logged('turn off', 'failed')).toEqual(['unshared failed'])
    expect(logged('turn on', 'another link')).toEqual(['shared failed'])
  })
})
