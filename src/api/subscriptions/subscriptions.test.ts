import * as v from 'valibot'
import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { listen, type Listening } from '../../../demo/host/listen.ts'
import { ApiError, asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { rowsOf } from '#api/http/schema.ts'
import { deliveryQueries, isHistoryMissing } from './subscriptionDeliveries.ts'
import { sendTestDelivery, setSubscriptionDeleted, setSubscriptionEnabled } from './subscriptionMutations.ts'
import { listSubscriptions, Subscription, subscriptionQueries } from './subscriptions.ts'
import type { AllRows } from '#api/http/walkPages.ts'

let host: Listening | undefined
afterEach(() => host?.close())

let hosts = 0

/** A PostHog host of a few lines, one per test. */
async function hostOf(reply: (request: Request, url: URL) => Response | Promise<Response>): Promise<ApiConnection> {
  host = await listen((request) => reply(request, new URL(request.url)), 0)
  hosts += 1
  return { id: `host ${hosts}`, host: host.origin, key: 'phx_secret', projectId: '1' }
}

const json = (body: unknown, status = 200) => Response.json(body, { status })

/** This many subscriptions, in pages as PostHog sends them. */
function pages(count: number, url: URL): Response {
  const [limit, offset] = ['limit', 'offset'].map((name) => Number(url.searchParams.get(name))) as [number, number]
  const results = Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, index) => ({ id: offset + index + 1 }))
  return json({ count, next: offset + limit < count ? 'http://inside/?offset=9' : null, previous: null, results })
}

async function refusalOf(asked: Promise<unknown>): Promise<ApiError> {
  return asked.then(
    () => Promise.reject(new Error('no error came')),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ApiError)
      return asApiError(error)
    },
  )
}

/** All that the walk yielded. */
async function walked(
  connection: ApiConnection,
  deleted = false,
): Promise<{ steps: AllRows<Subscription>[]; error: Error | null }> {
  const client = new QueryClient()
  const steps: AllRows<Subscription>[] = []
  const observer = new QueryObserver(client, {
    ...subscriptionQueries.all(connection, deleted),
    notifyOnChangeProps: ['data', 'fetchStatus'],
  })
  return new Promise((resolve) => {
    const release = observer.subscribe(({ data, error, fetchStatus }) => {
      if (data && data !== steps.at(-1)) steps.push(data)
      if (fetchStatus === 'idle') {
        queueMicrotask(() => release())
        resolve({ steps, error })
      }
    })
  })
}

test('any JSON is read or rejected, and a bad row costs only that row', () => {
  const Subscriptions = rowsOf(Subscription)
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (any) => {
      expect(() => v.safeParse(Subscription, any)).not.toThrow()
      const { rows, unreadable } = v.parse(Subscriptions, { results: [{ id: 'first' }, any, { id: 'last' }] })
      expect(rows[0]?.id).toBe('first')
      expect(rows.map(({ id }) => id)).toContain('last')
      expect(rows.length + unreadable).toBeGreaterThanOrEqual(2)
    }),
    { numRuns: 500 },
  )
})

test('a subscription with anything in its fields is read, and names its unreadable fields', () => {
  const names = ['interval', 'frequency', 'byweekday', 'bysetpos', 'count', 'start_date', 'until_date', 'created_by', 'enabled']
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (fields) => {
      const read = v.parse(Subscription, { ...fields, id: 7 })
      expect(read.id).toBe('7')
      expect(read.raw).toEqual({ ...fields, id: 7 })
      const { interval = null } = fields
      if (read.interval !== null) expect(read.interval).toBe(Number(interval))
      else expect(read.unreadable.includes('interval')).toBe(interval !== null)
    }),
  )
})

test('null and absent fields are told apart', () => {
  const read = (fields: object) => v.parse(Subscription, { id: 1, ...fields })
  expect([read({}).enabled, read({ enabled: false }).enabled, read({ enabled: true }).enabled]).toEqual([null, false, true])
  expect([read({}).createdBy, read({ created_by: null }).createdBy]).toEqual([undefined, null])
  expect(read({ created_by: { email: 'a@b.c', hedgehog_config: 7 } }).createdBy?.email).toBe('a@b.c')
  expect([
    read({}).integrationId,
    read({ integration_id: null }).integrationId,
    read({ integration_id: 9 }).integrationId,
  ]).toEqual([undefined, null, '9'])
  expect([read({}).nextDeliveryDate, read({ next_delivery_date: null }).nextDeliveryDate]).toEqual([undefined, null])
  expect(read({ next_delivery_date: 'soon' })).toMatchObject({ nextDeliveryDate: undefined, unreadable: ['nextDeliveryDate'] })
})

test('unknown texts, negative numbers and invalid weekdays stay as sent', () => {
  const read = v.parse(Subscription, { id: 1, frequency: 'fortnightly', interval: '-3', byweekday: ['Monday', 3], bysetpos: -1 })
  expect(read).toMatchObject({ frequency: 'fortnightly', interval: -3, byweekday: ['Monday', '3'], bysetpos: -1, unreadable: [] })
  expect(v.parse(Subscription, { id: 1, byweekday: null }).byweekday).toEqual([])
})

test('a list sends known parameters, and requests ended ones only on demand', async () => {
  const asked: string[] = []
  const connection = await hostOf((_, url) => {
    asked.push(url.search)
    return pages(0, url)
  })
  await listSubscriptions(connection, { limit: 25, offset: 50 })
  await listSubscriptions(
    connection,
    { limit: 25, offset: 0 },
    { search: 'a b', createdBy: 'u', ordering: '-title', deleted: true },
  )
  expect(asked).toEqual(['?limit=25&offset=50', '?limit=25&offset=0&search=a+b&ordering=-title&created_by=u&deleted=true'])
})

test('a walk loads every page, each row once, and reports its progress', async () => {
  const connection = await hostOf((_, url) => pages(250, url))
  const { steps, error } = await walked(connection)
  expect(error).toBeNull()
  expect(steps.map(({ rows, progress }) => [rows.length, progress.kind])).toEqual([
    [100, 'loading'],
    [200, 'loading'],
    [250, 'complete'],
  ])
  expect(steps.at(-1)).toMatchObject({ total: 250, missing: 0, unreadable: 0 })
})

test('rows that the server counts but never sends, and rows without an ID, are counted', async () => {
  const connection = await hostOf((_, url) => {
    const isFirst = url.searchParams.get('offset') === '0'
    return json({ count: 6, next: isFirst ? 'x' : null, results: isFirst ? [{ id: 1 }, {}, { id: 2 }] : [{ id: 2 }, { id: 3 }] })
  })
  const { steps } = await walked(connection)
  expect(steps.at(-1)).toMatchObject({ total: 6, unreadable: 1, missing: 2, progress: { kind: 'complete' } })
  expect(steps.at(-1)?.rows.map(({ id }) => id)).toEqual(['1', '2', '3'])
})

test('a walk stops at 10,000 rows and says so', async () => {
  const connection = await hostOf((_, url) => pages(20_000, url))
  const last = (await walked(connection)).steps.at(-1)
  expect([last?.rows.length, last?.progress.kind, last?.total, last?.missing]).toEqual([10_000, 'stopped', 20_000, null])
})

test('a server that sends the others instead of ended ones gets one request', async () => {
  const asked: string[] = []
  const connection = await hostOf((_, url) => {
    asked.push(url.searchParams.get('deleted') ?? '')
    return pages(250, url)
  })
  const { steps } = await walked(connection, true)
  expect(steps.at(-1)).toMatchObject({ total: 250, progress: { kind: 'stopped' } })
  expect(asked).toEqual(['true'])
})

test('a walk waits for a busy server and continues where it was', async () => {
  const asked: string[] = []
  const connection = await hostOf((_, url) => {
    asked.push(url.searchParams.get('offset') ?? '')
    const words = 'Request was throttled. Expected available in 1 seconds.'
    return asked.length === 2 ? json({ type: 'throttled_error', code: 'throttled', detail: words }, 429) : pages(150, url)
  })
  const { steps } = await walked(connection)
  expect(asked).toEqual(['0', '100', '100'])
  expect(steps.map(({ rows, progress }) => [rows.length, progress.kind])).toEqual([
    [100, 'loading'],
    [100, 'waiting'],
    [150, 'complete'],
  ])
})

test('an error in the middle ends a walk; the rows so far stay', async () => {
  const connection = await hostOf((_, url) =>
    url.searchParams.get('offset') === '0' ? pages(150, url) : json({ detail: 'No.' }, 403),
  )
  const { steps, error } = await walked(connection)
  expect(error).toMatchObject({ kind: 'forbidden' })
  expect(steps.at(-1)?.rows).toHaveLength(100)
})

test('leaving aborts the request of a walk', async () => {
  const asked: string[] = []
  let reportArrival: () => void = () => undefined
  const arrived = new Promise<void>((resolve) => (reportArrival = resolve))
  let ended: Promise<void> | undefined
  const connection = await hostOf(async (request, url) => {
    asked.push(url.search)
    if (asked.length === 2) {
      ended = new Promise((resolve) => request.signal.addEventListener('abort', () => resolve()))
      reportArrival()
      await ended
    }
    return pages(300, url)
  })
  const release = new QueryObserver(new QueryClient(), subscriptionQueries.all(connection)).subscribe(() => undefined)
  await arrived
  release()
  await ended
  expect(asked).toHaveLength(2)
})

test('a pause counts only if the answer has it', async () => {
  const bodies: unknown[] = []
  const answers = [{ id: 5, enabled: false }, { id: 5 }, { id: 5, enabled: true }]
  const connection = await hostOf(async (request) => {
    bodies.push([request.method, new URL(request.url).pathname, await request.json()])
    return json(answers[bodies.length - 1])
  })
  const ends = []
  for (const _ of answers) ends.push((await setSubscriptionEnabled(connection, '5', false)).isSupported)
  expect(ends).toEqual([true, false, false])
  expect(bodies[0]).toEqual(['PATCH', '/api/projects/1/subscriptions/5/', { enabled: false }])
})

test('an end counts only if the answer has it', async () => {
  const connection = await hostOf(async (request) => json({ id: 5, deleted: (await request.json()).deleted }))
  expect((await setSubscriptionDeleted(connection, '5', true)).deleted).toBe(true)
  expect((await setSubscriptionDeleted(connection, '5', false)).deleted).toBe(false)
  await host?.close()
  const deaf = await hostOf(() => json({ id: 5, deleted: false }))
  expect((await refusalOf(setSubscriptionDeleted(deaf, '5', true))).kind).toBe('malformed')
})

test('a test delivery has an empty answer, and a refused one keeps the reason', async () => {
  const replies = [
    () => new Response(null, { status: 202 }),
    () => json({ detail: 'Delivery already in progress' }, 409),
    () => new Response(null, { status: 404 }),
  ]
  const connection = await hostOf(() => replies.shift()?.() ?? json({}))
  await sendTestDelivery(connection, '5')
  expect((await refusalOf(sendTestDelivery(connection, '5'))).facts).toMatchObject({
    status: 409,
    detail: 'Delivery already in progress',
  })
  expect((await refusalOf(sendTestDelivery(connection, '5'))).kind).toBe('not-found')
})

test.each(['', '.', '..', 'a/b', '1?x', '\ud800'])('the id %j never reaches the project', async (id) => {
  let asked = 0
  const connection = await hostOf(() => {
    asked += 1
    return json({ id: 1, deleted: true, enabled: false })
  })
  for (const change of [setSubscriptionEnabled, setSubscriptionDeleted]) {
    expect((await refusalOf(change(connection, id, true))).kind).toBe('not-found')
  }
  expect((await refusalOf(sendTestDelivery(connection, id))).kind).toBe('not-found')
  expect((await refusalOf(new QueryClient().fetchQuery(subscriptionQueries.one(connection, id)))).kind).toBe('not-found')
  expect(asked).toBe(0)
})

test('a history is paged by the cursor, and the server’s URL is never followed', async () => {
  const connection = await hostOf((_, url) =>
    url.searchParams.get('cursor') === 'abc='
      ? json({ next: null, previous: null, results: [{ id: 'c', recipient_results: 'odd' }] })
      : json({
          next: 'http://evil.example/x?cursor=abc%3D',
          results: [
            { id: 'a', status: 'failed', error: { message: 'No channel', type: 'x' }, recipient_results: ['a@b.c', 7] },
            null,
            { id: 'b', error: 'Odd', recipient_results: [{ recipient: 'x@y.z', status: 'partial', error: null }] },
          ],
        }),
  )
  const observer = new InfiniteQueryObserver(new QueryClient(), { ...deliveryQueries.history(connection, '5'), enabled: false })
  await observer.fetchNextPage()
  const { data, hasNextPage } = await observer.fetchNextPage()
  expect(data?.pages.map(({ rows, unreadable, next }) => [rows.map(({ id }) => id).join(), unreadable, next])).toEqual([
    ['a,b', 1, 'abc='],
    ['c', 0, null],
  ])
  expect(hasNextPage).toBe(false)
  const [first, second] = data?.pages[0]?.rows ?? []
  expect([first?.error, second?.error]).toEqual(['No channel', 'Odd'])
  expect(first?.recipientResults.map(({ recipient }) => recipient)).toEqual(['a@b.c', null])
  expect(second?.recipientResults).toEqual([{ recipient: 'x@y.z', status: 'partial', error: null }])
})

test('a server without history differs from one that refuses', async () => {
  const missing = { type: 'invalid_request', code: 'not_found', detail: 'Endpoint not found.', attr: null }
  const refused = { type: 'authentication_error', code: 'permission_denied', detail: 'No.', attr: null }
  const isMissing = async (body: unknown, status: number) => {
    const connection = await hostOf(() => json(body, status))
    const error = await refusalOf(
      new QueryClient().fetchInfiniteQuery({ ...deliveryQueries.history(connection, '5'), retry: false }),
    )
    await host?.close()
    return isHistoryMissing(error)
  }
  expect(await isMissing(missing, 404)).toBe(true)
  expect(await isMissing(refused, 403)).toBe(false)
})
