import { describe, expect, test } from 'vitest'
import { bodyOf, rowsIn, subscriptionClient } from './subscriptionClient.ts'
import { demoKeys } from '../host/keys.ts'
import { type DemoOptions, editions, parseDemoOptions } from '../host/options.ts'

const documented = words(`
  id dashboard insight target_type target_value frequency interval byweekday bysetpos count start_date until_date created_at
  created_by deleted title summary next_delivery_date invite_message`)
const mid = [...documented, ...words('dashboard_export_insights integration_id')]
const newest = words(`
  resource_type insight_short_id resource_name prompt enabled summary_enabled summary_prompt_guide delivery_config
  ai_prompt_config`)
const fields = { documented, old: documented, mid, newest: [...mid, ...newest] }
const owner = words('id uuid distinct_id first_name last_name email is_email_verified hedgehog_config')

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

describe('the list', () => {
  test('has 140 in the shop, a dozen in the app and none in the empty project, on every edition', async () => {
    for (const edition of editions) {
      const { send, path } = subscriptionClient({ edition })
      const counts = [1, 2, 3].map(async (project) => bodyOf(await send(path.replace('/1/', `/${project}/`)))['count'])
      expect(await Promise.all(counts)).toEqual([140, 14, 0])
    }
  })

  test('is paged by limit and offset, each row once, with its neighbours named', async () => {
    const { send, path, rows } = subscriptionClient()
    const seen: unknown[] = []
    let address: unknown = `${path}?limit=50`
    const previous: unknown[] = []
    while (typeof address === 'string') {
      const body = bodyOf(await send(address))
      seen.push(...rowsIn(body).map(({ id }) => id))
      previous.push(body['previous'])
      address = body['next']
    }
    expect(seen).toEqual((await rows()).map(({ id }) => id))
    expect(new Set(seen).size).toBe(140)
    expect(previous).toEqual([null, expect.stringMatching(/limit=50$/), expect.stringMatching(/limit=50&offset=50$/)])
  })

  test('gives a hundred where nobody says how many', async () => {
    const { rows } = subscriptionClient()
    expect(await rows('')).toHaveLength(100)
  })

  test('is the same for the same seed, and another for another one', async () => {
    const all = (options: Partial<DemoOptions>) => subscriptionClient(options).rows()
    expect(await all({})).toEqual(await all({}))
    expect(await all({})).not.toEqual(await all({ seed: 5 }))
  })

  test('has the newest first on newest servers, the oldest on others', async () => {
    const made = (await subscriptionClient().rows()).map(({ created_at }) => String(created_at))
    expect(made).toEqual(made.toSorted().toReversed())
    const ids = (await subscriptionClient({ edition: 'old' }).rows()).map(({ id }) => Number(id))
    expect(ids).toEqual(ids.toSorted((one, other) => one - other))
  })

  test('follows the clock of the host', async () => {
    const day = 86_400_000
    const shift = (await subscriptionClient().rows()).map(({ id, start_date }) => [id, start_date])
    const now = Date.UTC(2027, 0, 14, 12)
    const then = new Map((await subscriptionClient({ now: () => now }).rows()).map(({ id, start_date }) => [id, start_date]))
    const moved = shift.filter(([id, start]) => Date.parse(String(then.get(id))) - Date.parse(String(start)) === 119 * day)
    expect(moved.length).toBeGreaterThan(125)
  })

  test('holds as many as asked for, special ones first, and none where none are asked for', async () => {
    expect(await subscriptionClient({ countSubscriptions: 0 }).rows('deleted=true')).toEqual([])
    expect(await subscriptionClient({ countSubscriptions: 0 }).rows()).toEqual([])
    const few = await subscriptionClient({ countSubscriptions: 3 }).rows()
    expect(few.map(({ title }) => title)).toEqual(['Refuses to be paused', 'Fails to pause', 'Cannot be ended'])
  })

  test('holds twenty thousand, none twice, made only when somebody asks', async () => {
    subscriptionClient({ countSubscriptions: 1e15 }) // more than any memory holds
    const { rows } = subscriptionClient({ countSubscriptions: 20_000 })
    const pages = await Promise.all(['0', '10000', '19000'].map((offset) => rows(`limit=2000&offset=${offset}`)))
    expect(pages.map(({ length }) => length)).toEqual([2000, 2000, 1000])
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(5000)
  })
})

describe('a subscription', () => {
  test.each(editions)('has the fields of its age and no other: %s', async (edition) => {
    const { rows } = subscriptionClient({ edition })
    const ordinary = (await rows()).filter(({ id }) => Number(id) >= 1_000_000)
    expect(ordinary.length).toBeGreaterThan(40)
    for (const row of ordinary) {
      expect(Object.keys(row).toSorted()).toEqual(fields[edition].toSorted())
      const knowsRoles = edition === 'mid' || edition === 'newest'
      const named = Object.keys(row['created_by'] ?? {}).toSorted()
      expect(named).toEqual([...owner, ...(knowsRoles ? ['role_at_organization'] : [])].toSorted())
    }
  })

  test('is found by its number, and another one is not', async () => {
    const { send, path, rows, one } = subscriptionClient()
    const [first] = await rows()
    expect(await one(Number(first?.['id']))).toEqual(first)
    for (const wrong of ['4711', 'nonsense', '-3']) {
      expect(await send(`${path}${wrong}/`)).toMatchObject({ status: 404, body: { code: 'not_found', detail: 'Not found.' } })
    }
    expect((await send(`${path.replace('/1/', '/2/')}${String(first?.['id'])}/`)).status).toBe(404)
  })

  test('goes by mail, to Slack and to webhooks, on newest servers to Teams instead', async () => {
    const kinds = async (edition: 'old' | 'newest') => {
      const ordinary = (await subscriptionClient({ edition }).rows()).filter(({ id }) => Number(id) >= 1_000_000)
      return new Set(ordinary.map(({ target_type }) => target_type))
    }
    expect(await kinds('old')).toEqual(new Set(['email', 'slack', 'webhook']))
    expect(await kinds('newest')).toEqual(new Set(['email', 'slack', 'teams']))
  })

  test('is summed up in the words of its age', async () => {
    const ids = [3126, 3127, 3122, 3128, 3301, 3105, 3121]
    const said = async (edition: 'old' | 'newest') => {
      const { one } = subscriptionClient({ edition })
      return Promise.all(ids.map(async (id) => (await one(id))['summary']))
    }
    expect(await said('old')).toEqual([
      'sent every month on the third Thursday',
      'sent every 3 months on the last day',
      'sent every week on the last day',
      'sent every 6 weeks',
      'sent on a schedule',
      'sent on a schedule',
      'sent every month',
    ])
    expect(await said('newest')).toEqual([
      'sent every month on the third Thursday',
      'sent every 3 months on the last weekday',
      'sent every week on Tuesday and Thursday',
      'sent every 6 weeks on Wednesday',
      'sent on a schedule',
      'sent on a schedule',
      'sent every month',
    ])
    const workdays = (await subscriptionClient().rows()).filter(({ summary }) => summary === 'sent every day on weekdays')
    expect(workdays.length).toBeGreaterThan(10)
  })
})

describe('who gets in', () => {
  const scope = (name: string) => ({ code: 'permission_denied', detail: `API key missing required scope '${name}'` })

  test('a key needs the scope to read or to write', async () => {
    const { send, path } = subscriptionClient()
    const { noSubscriptions, readOnly } = demoKeys
    const unread = { status: 403, body: scope('subscription:read') }
    for (const below of ['', '3001/', '3001/deliveries/', 'summary_quota/']) {
      expect(await send(path + below, { key: noSubscriptions })).toMatchObject(unread)
      expect((await send(path + below, { key: readOnly })).status).toBe(200)
      expect((await send(path + below, { key: 'phx_wrong' })).status).toBe(401)
    }
    const unwritten = { status: 403, body: scope('subscription:write') }
    const change = { method: 'PATCH', body: { deleted: true } }
    expect(await send(`${path}3402/`, { ...change, key: readOnly })).toMatchObject(unwritten)
    expect(await send(`${path}3402/test-delivery/`, { method: 'POST', key: readOnly })).toMatchObject(unwritten)
    expect(await send(`${path}3402/`, { method: 'DELETE', key: readOnly })).toMatchObject(unwritten)
  })

  test('asking counts against the general limits, not against those of the recordings list', async () => {
    const { send, path } = subscriptionClient()
    const statuses: number[] = []
    for (let time = 0; time < 481; time += 1) statuses.push((await send(`${path}3001/`, { key: demoKeys.freePlan })).status)
    expect([statuses.indexOf(429), statuses.length]).toEqual([480, 481])
  })

  test('who has not paid is told so, except by newest servers', async () => {
    for (const edition of ['documented', 'old', 'mid'] as const) {
      const { send, path, patch } = subscriptionClient({ edition, subscriptions: 'unpaid' })
      const detail = expect.stringMatching(/^Subscriptions is part of the premium PostHog offering\. /)
      const unpaid = { status: 402, body: { type: 'server_error', code: 'payment_required', detail, attr: null } }
      expect(await send(path)).toMatchObject(unpaid)
      expect(await send(`${path}3001/`)).toMatchObject(unpaid)
      expect(await patch(3402, { deleted: true })).toMatchObject(unpaid)
    }
    const { send, path } = subscriptionClient({ edition: 'newest', subscriptions: 'unpaid' })
    expect((await send(path)).status).toBe(200)
  })

  test('a build without subscriptions has no such endpoint', async () => {
    for (const edition of editions) {
      const { send, path } = subscriptionClient({ edition, subscriptions: 'none' })
      for (const below of ['', '3001/', '3001/deliveries/', 'summary_quota/']) {
        expect(await send(path + below)).toMatchObject({ status: 404, body: { detail: 'Endpoint not found.' } })
      }
    }
  })

  test('the command line says how many there are and who has them', () => {
    expect(parseDemoOptions(['--count-subscriptions', '10000']).countSubscriptions).toBe(10_000)
    expect(parseDemoOptions(['--no-subscriptions-plan']).subscriptions).toBe('unpaid')
    expect(parseDemoOptions(['--no-subscriptions']).subscriptions).toBe('none')
    expect(parseDemoOptions([]).subscriptions).toBe('paid')
    expect(() => parseDemoOptions(['--count-subscriptions', '100001'])).toThrow('--count-subscriptions takes a whole number')
  })
})
