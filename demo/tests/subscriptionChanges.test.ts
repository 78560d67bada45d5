import { describe, expect, test } from 'vitest'
import { noon } from './hostClient.ts'
import { bodyOf, subscriptionClient } from './subscriptionClient.ts'
import { editions } from '../host/options.ts'
import { subscriptionFailures } from '../data/subscriptions/failing.ts'

const day = 86_400_000
const iso = (days: number, time: string) => `${new Date(noon + days * day).toISOString().slice(0, 10)}T${time}Z`
const invalid = (attr: string | null, detail: unknown) => ({ status: 400, body: { code: 'invalid_input', attr, detail } })

describe('ending', () => {
  test.each(editions)('takes it off the list and can be undone: %s', async (edition) => {
    const { patch, ids, one } = subscriptionClient({ edition })
    const before = await one(3242)
    expect(await patch(3242, { deleted: true })).toMatchObject({ status: 200, body: { id: 3242, deleted: true } })
    expect(await ids('')).not.toContain(3242)
    expect(await one(3242)).toMatchObject({ deleted: true })
    expect(await patch(3242, { deleted: false })).toMatchObject({ status: 200, body: before })
    expect(await ids('')).toContain(3242)
  })

  test.each(editions)('is no DELETE: that is refused without a word: %s', async (edition) => {
    const { send, path, one } = subscriptionClient({ edition })
    expect(await send(`${path}3242/`, { method: 'DELETE' })).toMatchObject({ status: 405, text: '' })
    expect(await one(3242)).toMatchObject({ deleted: false })
  })

  test('stops the next delivery where it stands', async () => {
    const { patch, one, clock } = subscriptionClient()
    await patch(3414, { deleted: true })
    clock.now += 3 * day
    expect(await one(3414)).toMatchObject({ next_delivery_date: iso(1, '05:00:00') })
    await patch(3414, { deleted: false })
    expect(await one(3414)).toMatchObject({ next_delivery_date: iso(4, '05:00:00') })
  })
})

describe('pausing', () => {
  test('stops the next delivery where it stands, and resuming reckons it again', async () => {
    const { patch, one, clock } = subscriptionClient()
    const paused = { enabled: false, next_delivery_date: iso(1, '05:00:00') }
    expect(await patch(3414, { enabled: false })).toMatchObject({ status: 200, body: paused })
    clock.now += 3 * day
    expect(await one(3414)).toMatchObject(paused)
    const resumed = { enabled: true, next_delivery_date: iso(4, '05:00:00') }
    expect(await patch(3414, { enabled: true })).toMatchObject({ status: 200, body: resumed })
  })

  test('an overdue one stays overdue until it is resumed', async () => {
    const { patch } = subscriptionClient()
    const overdue = { next_delivery_date: iso(-3, '09:00:00') }
    expect(await patch(3101, { enabled: false })).toMatchObject({ body: overdue })
    expect(await patch(3101, { enabled: true })).toMatchObject({ body: { next_delivery_date: iso(1, '09:00:00') } })
  })

  test('is answered with 200 and ignored by older servers', async () => {
    for (const edition of ['documented', 'old', 'mid'] as const) {
      const { patch, clock, one } = subscriptionClient({ edition })
      const { status, body } = await patch(3414, { enabled: false })
      expect(status).toBe(200)
      expect(body).not.toHaveProperty('enabled')
      clock.now += 3 * day
      expect(await one(3414)).toMatchObject({ next_delivery_date: iso(4, '05:00:00') })
    }
  })

  test('cannot be undone where Slack is cut off, the channel is gone or the schedule has ended', async () => {
    const { patch, one } = subscriptionClient()
    const slack = 'Cannot re-enable Slack subscription: no integration configured. Reconnect Slack first.'
    expect(await patch(3222, { enabled: true })).toMatchObject(invalid('enabled', slack))
    const webhook = 'Cannot re-enable webhook subscription: this delivery channel is not currently supported.'
    expect(await patch(3225, { enabled: true })).toMatchObject(invalid('enabled', webhook))
    const ended = 'Subscription schedule has reached its end date. Extend until_date or remove count before re-enabling.'
    expect(await patch(3403, { enabled: true })).toMatchObject(invalid('enabled', ended))
    expect(await one(3403)).toMatchObject({ enabled: false })
    expect(await patch(3403, { enabled: true, until_date: null })).toMatchObject({ status: 200, body: { enabled: true } })
  })

  test('wants a boolean', async () => {
    const { patch } = subscriptionClient()
    expect(await patch(3414, { enabled: 'no' })).toMatchObject(invalid('enabled', 'Must be a valid boolean.'))
    expect(await patch(3414, { deleted: 1 })).toMatchObject(invalid('deleted', 'Must be a valid boolean.'))
  })
})

test('a Slack subscription without integration can neither be paused nor ended where servers know integrations', async () => {
  const refused = invalid('integration_id', 'A Slack integration is required for Slack subscriptions.')
  for (const edition of ['mid', 'newest'] as const) {
    const { patch, one } = subscriptionClient({ edition })
    expect(await patch(3221, { deleted: true })).toMatchObject(refused)
    expect(await patch(3221, { enabled: false })).toMatchObject(refused)
    expect(await one(3221)).toMatchObject({ deleted: false })
  }
  const { patch } = subscriptionClient({ edition: 'old' })
  expect(await patch(3221, { deleted: true })).toMatchObject({ status: 200 })
})

describe('changing the schedule', () => {
  test('reckons the next delivery again, other changes do not', async () => {
    const { patch } = subscriptionClient()
    expect(await patch(3101, { title: 'Late' })).toMatchObject({
      body: { title: 'Late', next_delivery_date: iso(-3, '09:00:00') },
    })
    expect(await patch(3101, { interval: 1, frequency: 'daily' })).toMatchObject({
      body: { next_delivery_date: iso(-3, '09:00:00') },
    })
    expect(await patch(3101, { frequency: 'weekly', byweekday: ['monday'] })).toMatchObject({
      body: { next_delivery_date: iso(4, '09:00:00'), summary: 'sent every week on Monday' },
    })
  })

  test('wakes what has ended, also while it is paused', async () => {
    const { patch, clock, one } = subscriptionClient()
    expect(await patch(3106, { until_date: null })).toMatchObject({ body: { next_delivery_date: iso(3, '08:00:00') } })
    expect(await patch(3107, { count: null })).toMatchObject({ body: { next_delivery_date: iso(6, '08:00:00') } })
    await patch(3403, { until_date: null, start_date: iso(-80, '08:00:00') })
    clock.now += 2 * day
    expect(await one(3403)).toMatchObject({ enabled: false, next_delivery_date: iso(1, '08:00:00') })
  })

  test('cannot leave nothing to send on newest servers', async () => {
    const { patch } = subscriptionClient()
    const detail = 'Subscription schedule has reached its end date. Extend until_date or remove count.'
    expect(await patch(3414, { until_date: iso(-1, '00:00:00') })).toMatchObject(invalid(null, detail))
    const old = subscriptionClient({ edition: 'old' })
    const body = { next_delivery_date: null }
    expect(await old.patch(3414, { until_date: iso(-1, '00:00:00') })).toMatchObject({ status: 200, body })
  })

  test.each([
    [{ frequency: 'fortnightly' }, 'frequency', '"fortnightly" is not a valid choice.'],
    [{ interval: 'two' }, 'interval', 'A valid integer is required.'],
    [{ byweekday: 'monday' }, 'byweekday', 'Expected a list of items.'],
    [{ start_date: 'soon' }, 'start_date', expect.stringContaining('wrong format')],
    [{ title: 'W'.repeat(101) }, 'title', 'Ensure this field has no more than 100 characters.'],
    [{ title: 7 }, 'title', 'Not a valid string.'],
    [{ target_value: 7 }, 'target_value', 'Not a valid string.'],
  ])('refuses %j', async (body, attr, detail) => {
    expect(await subscriptionClient().patch(3414, body)).toMatchObject(invalid(attr, detail))
  })
})

describe('what goes wrong on purpose', () => {
  const { refusesToBePaused, failsToPause, cannotBeEnded } = subscriptionFailures
  const broken = { status: 500, body: { code: 'error' } }

  test('bears its name', async () => {
    const { one } = subscriptionClient()
    for (const { id, title } of Object.values(subscriptionFailures)) expect(await one(id)).toMatchObject({ title })
  })

  test('one refuses to be paused, one fails to pause; both can be ended', async () => {
    const { patch } = subscriptionClient()
    const refused = { status: 403, body: { code: 'permission_denied' } }
    expect(await patch(refusesToBePaused.id, { enabled: false })).toMatchObject(refused)
    expect(await patch(failsToPause.id, { enabled: false })).toMatchObject(broken)
    for (const { id } of [refusesToBePaused, failsToPause]) expect((await patch(id, { deleted: true })).status).toBe(200)
  })

  test('one cannot be ended, and can be paused', async () => {
    const { patch, one } = subscriptionClient()
    expect(await patch(cannotBeEnded.id, { deleted: true })).toMatchObject(broken)
    expect(await one(cannotBeEnded.id)).toMatchObject({ deleted: false })
    expect(await patch(cannotBeEnded.id, { enabled: false })).toMatchObject({ status: 200, body: { enabled: false } })
  })
})

test('no change outlives a reset, nor reaches another host', async () => {
  const { send, patch, rows } = subscriptionClient()
  const before = await rows()
  await patch(3242, { deleted: true })
  await patch(3414, { enabled: false })
  expect(await rows()).not.toEqual(before)
  expect(await subscriptionClient().rows()).toEqual(before)
  await send('/__demo/reset', { method: 'POST', key: null })
  expect(await rows()).toEqual(before)
})

test('what is no object and who is nobody is refused', async () => {
  const { patch } = subscriptionClient()
  expect((await patch(3414, [])).status).toBe(400)
  expect(bodyOf(await patch(4711, {}))['detail']).toBe('Not found.')
})
