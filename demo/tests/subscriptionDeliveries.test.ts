import { describe, expect, test } from 'vitest'
import { noon } from './hostClient.ts'
import { bodyOf, rowsIn, subscriptionClient } from './subscriptionClient.ts'
import { subscriptionFailures } from '../data/subscriptions/failing.ts'

const second = 1000
const day = 86_400_000
const iso = (days: number, time: string) => `${new Date(noon + days * day).toISOString().slice(0, 10)}T${time}Z`

describe('the history', () => {
  test('goes back ninety days, the newest first, in pages of fifty that know their neighbours', async () => {
    const { send, deliveries } = subscriptionClient()
    const first = await deliveries(3414)
    expect(Object.keys(first).toSorted()).toEqual(['next', 'previous', 'results'])
    const other = bodyOf(await send(String(first['next'])))
    const runs = [...rowsIn(first), ...rowsIn(other)]
    expect([rowsIn(first).length, rowsIn(other).length]).toEqual([50, 40])
    expect(runs.map(({ scheduled_at }) => scheduled_at)).toEqual(runs.map((_, order) => iso(-order, '05:00:00')))
    expect(new Set(runs.map(({ id }) => id)).size).toBe(90)
    expect([first['previous'], other['next']]).toEqual([null, null])
    expect(bodyOf(await send(String(other['previous'])))).toEqual(first)
    expect(await deliveries(3414)).toEqual(first)
  })

  test('tells of each delivery all that newest servers tell', async () => {
    const { deliveries } = subscriptionClient()
    const [last] = rowsIn(await deliveries(3241))
    expect(last).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      subscription: 3241,
      temporal_workflow_id: 'process-subscription-3241',
      idempotency_key: expect.stringMatching(/^[0-9a-f-]{36}$/),
      trigger_type: 'scheduled',
      scheduled_at: iso(-3, '09:00:00'),
      target_type: 'email',
      target_value: 'robin@leafandkettle.example,maja@leafandkettle.example',
      exported_asset_ids: Array.from({ length: 6 }, () => expect.any(Number)),
      content_snapshot: expect.objectContaining({ dashboard: { id: 44, name: 'Board figures' }, total_insight_count: 6 }),
      recipient_results: [
        { recipient: 'robin@leafandkettle.example', status: 'success' },
        { recipient: 'maja@leafandkettle.example', status: 'success' },
      ],
      status: 'completed',
      error: null,
      created_at: expect.stringMatching(/Z$/),
      last_updated_at: expect.stringMatching(/Z$/),
      finished_at: expect.stringMatching(/Z$/),
      change_summary: null,
    })
    const [created, finished] = [Date.parse(String(last?.['created_at'])), Date.parse(String(last?.['finished_at']))]
    expect(created).toBeLessThan(finished)
    expect(Math.abs(created - Date.parse(iso(-3, '09:00:00')))).toBeLessThan(15 * 60 * second)
  })

  test('says how the last one went', async () => {
    const { deliveries } = subscriptionClient()
    const last = async (id: number) => rowsIn(await deliveries(id))[0]
    const fault = { message: expect.any(String), type: expect.any(String) }
    expect(await last(3411)).toMatchObject({
      status: 'failed',
      error: fault,
      recipient_results: [{ status: 'failed', error: fault }],
    })
    expect(await last(3412)).toMatchObject({ status: 'completed', recipient_results: [{ status: 'failed', error: fault }] })
    expect(await last(3413)).toMatchObject({ status: 'skipped', error: null, recipient_results: [] })
    expect(await last(3101)).toMatchObject({ status: 'starting', scheduled_at: iso(-3, '09:00:00'), finished_at: null })
    expect(await last(3221)).toMatchObject({ status: 'failed', error: { type: 'missing_integration' } })
    expect(await last(3228)).toMatchObject({ status: 'failed', error: { type: 'unsupported_target' } })
    expect(await last(3414)).toMatchObject({ change_summary: expect.any(String) })
  })

  test('names every recipient as the server splits them, a Teams address by its host only', async () => {
    const { deliveries } = subscriptionClient()
    const results = async (id: number) => rowsIn(await deliveries(id))[0]?.['recipient_results']
    expect(await results(3203)).toMatchObject([
      { recipient: 'noor@leafandkettle', status: 'failed', error: { type: 'ValidationError' } },
      { recipient: 'tomas@@leafandkettle.example', status: 'failed' },
      { recipient: 'ines leafandkettle.example', status: 'failed' },
      { recipient: '@nobody.example', status: 'failed' },
      { recipient: 'maja@leafandkettle.example', status: 'success' },
    ])
    expect(await results(3206)).toHaveLength(500)
    expect(await results(3226)).toEqual([{ recipient: 'leafandkettle.webhook.office.example', status: 'success' }])
    expect(rowsIn(await deliveries(3226))[0]).toMatchObject({ target_value: 'leafandkettle.webhook.office.example' })
  })

  test('can be asked for one status', async () => {
    const { send, path, deliveries } = subscriptionClient()
    const failed = rowsIn(await deliveries(3411, 'status=failed'))
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.every(({ status }) => status === 'failed')).toBe(true)
    const newest = rowsIn(await deliveries(3411)).filter(({ status }) => status === 'failed')
    expect(failed.slice(0, newest.length)).toEqual(newest)
    expect(await send(`${path}3411/deliveries/?status=lost`)).toMatchObject({
      status: 400,
      body: { attr: 'status', detail: 'Must be one of: completed, failed, skipped, starting.' },
    })
    expect(await send(`${path}3411/deliveries/?cursor=nonsense`)).toMatchObject({
      status: 404,
      body: { detail: 'Invalid cursor' },
    })
  })

  test('ends where it was paused or ended, and is empty where nothing was ever sent', async () => {
    const { deliveries } = subscriptionClient()
    const last = async (id: number) => rowsIn(await deliveries(id))[0]?.['scheduled_at']
    expect(await last(3401)).toBe(iso(-7, '09:00:00'))
    expect(await last(3106)).toBe(iso(-32, '08:00:00'))
    expect(await last(3102)).toBe(iso(-1, '10:57:00'))
    for (const id of [3104, 3105, 3110, 3310]) expect(rowsIn(await deliveries(id))).toEqual([])
  })

  test('grows with time', async () => {
    const { deliveries, clock } = subscriptionClient()
    clock.now += day
    expect(rowsIn(await deliveries(3414))[0]).toMatchObject({ scheduled_at: iso(1, '05:00:00') })
  })
})

describe('a test delivery', () => {
  test('is taken, is on its way for three seconds, and arrives', async () => {
    const { test: send, deliveries, clock } = subscriptionClient()
    const before = rowsIn(await deliveries(3241))
    expect(await send(3241)).toMatchObject({ status: 202, text: '' })
    const [started, ...others] = rowsIn(await deliveries(3241))
    expect(others).toEqual(before)
    const requested = { trigger_type: 'manual', scheduled_at: null, temporal_workflow_id: 'test-delivery-subscription-3241' }
    expect(started).toMatchObject({ ...requested, status: 'starting', finished_at: null, recipient_results: [] })
    clock.now += 3 * second
    const [done] = rowsIn(await deliveries(3241))
    expect(done).toMatchObject({ id: started?.['id'], status: 'completed', recipient_results: [{ status: 'success' }, {}] })
  })

  test('is refused while another one runs, and taken again after it', async () => {
    const { test: send, deliveries, clock } = subscriptionClient()
    await send(3241)
    const running = { status: 409, body: { detail: 'Delivery already in progress' } }
    expect(await send(3241)).toMatchObject(running)
    clock.now += 3 * second
    expect((await send(3241)).status).toBe(202)
    const [later, earlier] = rowsIn(await deliveries(3241))
    expect([later?.['status'], earlier?.['status']]).toEqual(['starting', 'completed'])
    const { testAlreadyRunning } = subscriptionFailures
    expect(await send(testAlreadyRunning.id)).toMatchObject(running)
    clock.now += day
    expect(await send(testAlreadyRunning.id)).toMatchObject(running)
  })

  test('is refused where it is paused, not found where it is deleted, and sometimes breaks', async () => {
    const { test: send, deliveries } = subscriptionClient()
    expect(await send(3401)).toMatchObject({
      status: 409,
      body: { detail: 'Subscription is disabled. Re-enable it before sending a test delivery.' },
    })
    expect(await send(3431)).toMatchObject({ status: 404, text: '' })
    expect(await send(4711)).toMatchObject({ status: 404, body: { detail: 'Not found.' } })
    const { testCannotBeScheduled } = subscriptionFailures
    expect(await send(testCannotBeScheduled.id)).toMatchObject({ status: 500, body: { detail: 'Failed to schedule delivery' } })
    expect(rowsIn(await deliveries(3401, 'status=starting'))).toEqual([])
  })

  test('can fail on its way', async () => {
    const { test: send, deliveries, clock } = subscriptionClient()
    for (const id of [subscriptionFailures.testDeliveryFails.id, 3224]) {
      expect((await send(id)).status).toBe(202)
      clock.now += 3 * second
      expect(rowsIn(await deliveries(id))[0]).toMatchObject({ trigger_type: 'manual', status: 'failed' })
    }
  })

  test('is forgotten by a reset', async () => {
    const { send, test: sendTest, deliveries } = subscriptionClient()
    const before = await deliveries(3241)
    await sendTest(3241)
    await send('/__demo/reset', { method: 'POST', key: null })
    expect(await deliveries(3241)).toEqual(before)
  })
})

test('resuming sends at once, and so does another recipient', async () => {
  const { patch, deliveries } = subscriptionClient()
  const last = async (id: number) => rowsIn(await deliveries(id))[0]?.['trigger_type']
  await patch(3401, { enabled: true })
  expect(await last(3401)).toBe('target_change')
  await patch(3241, { title: 'Monday' })
  expect(await last(3241)).toBe('scheduled')
  await patch(3241, { target_value: 'noor@leafandkettle.example' })
  expect(await last(3241)).toBe('target_change')
})

test('the quota counts what asks a model, over all projects', async () => {
  const { send, path, patch } = subscriptionClient()
  const quota = async () => bodyOf(await send(`${path}summary_quota/`))
  const before = await quota()
  expect(before).toEqual({ active_count: expect.any(Number), limit: 10, at_limit: expect.any(Boolean) })
  await patch(3414, { deleted: true })
  expect((await quota())['active_count']).toBe(Number(before['active_count']) - 1)
})

test('older servers have none of these', async () => {
  for (const edition of ['documented', 'old', 'mid'] as const) {
    const { send, path, test: sendTest } = subscriptionClient({ edition })
    const missing = { status: 404, body: { detail: 'Endpoint not found.' } }
    expect(await send(`${path}3414/deliveries/`)).toMatchObject(missing)
    expect(await sendTest(3414)).toMatchObject(missing)
    expect(await send(`${path}summary_quota/`)).toMatchObject({ status: 404, body: { detail: 'Not found.' } })
  }
})
