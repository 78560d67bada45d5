import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError, asApiError, type ErrorKind } from './errors.ts'
import { fetchInTurn } from './fetchInTurn.ts'
import { readRetryMs } from './retryPolicy.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

let shops = 0

/** Queues, and requests that are settled by hand. */
function setUp() {
  shops += 1
  const shop = `shop ${shops}` // requests of the test before hold its queues
  const delayOf = (failures: number, error: Error) => readRetryMs(asApiError(error), failures) ?? 0
  const client = new QueryClient({ defaultOptions: { queries: { retryDelay: delayOf, staleTime: 0, networkMode: 'always' } } })
  const sent: string[] = []
  const pending = new Map<string, { resolve: (value: string) => void; reject: (error: unknown) => void }>()
  const settle = async (id: string, error?: ApiError) => {
    const request = pending.get(id)
    pending.delete(id)
    if (error) request?.reject(error)
    else request?.resolve('shared')
    await vi.advanceTimersByTimeAsync(0)
  }
  return {
    client,
    shop,
    sent,
    settle,
    fail: (id: string, kind: ErrorKind, facts = {}) => settle(id, new ApiError(kind, facts)),
    errorOf: (id: string, connection = shop) =>
      client.getQueryState<string, ApiError>([connection, 'sharing', id])?.error ?? null,
    enqueue(id: string, { queue = '0', connection = shop } = {}) {
      const leaving = new AbortController()
      const group = [connection, 'sharing']
      const outcome = fetchInTurn(
        client,
        { queue, group, signal: leaving.signal },
        {
          queryKey: [...group, id],
          queryFn: ({ signal }) => {
            sent.push(id)
            return new Promise<string>((resolve, reject) => {
              pending.set(id, { resolve, reject })
              signal.addEventListener('abort', () => reject(new ApiError('aborted')))
            })
          },
        },
      )
      return Object.assign(() => leaving.abort(), { outcome })
    },
  }
}

const tick = () => vi.advanceTimersByTimeAsync(0)

test('one at a time in each queue, in order, and rows scrolled away before their turn are skipped', async () => {
  const { enqueue, sent, settle } = setUp()
  enqueue('a')
  enqueue('b', { queue: '1' })
  const leave = enqueue('c')
  enqueue('d')
  await tick()
  expect(sent).toEqual(['a', 'b'])
  leave()
  await settle('b')
  expect(sent).toEqual(['a', 'b'])
  await settle('a')
  expect(sent).toEqual(['a', 'b', 'd'])
})

test('a failure has a reason, does not delay others, and is repeated only after a minute', async () => {
  const { enqueue, sent, errorOf, fail, settle } = setUp()
  enqueue('a')
  enqueue('b')
  await tick()
  await fail('a', 'server-error', { status: 500 })
  await settle('b')
  expect(errorOf('a')?.kind).toBe('server-error')
  expect(errorOf('b')).toBeNull()
  expect(sent).toEqual(['a', 'b'])
  enqueue('a')
  await vi.advanceTimersByTimeAsync(59_000)
  expect(sent).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(2000)
  expect(sent).toEqual(['a', 'b'])
  enqueue('a')
  await tick()
  expect(sent).toEqual(['a', 'b', 'a'])
})

test('an error that affects all rows fails them without requests for a minute, except those of another connection', async () => {
  const { client, shop, enqueue, sent, errorOf, fail } = setUp()
  client.setQueryData([shop, 'sharing', 'e'], 'shared')
  for (const id of ['a', 'b', 'e']) enqueue(id)
  enqueue('c', { queue: '1' })
  enqueue('d', { connection: 'elsewhere' })
  await tick()
  expect(sent).toEqual(['a', 'c', 'd'])
  await fail('a', 'missing-scope', { status: 403, scope: 'sharing_configuration:read' })
  expect(sent).toEqual(['a', 'c', 'd'])
  expect(errorOf('b')?.kind).toBe('missing-scope')
  // What is known of a row is still true.
  expect(errorOf('e')).toBeNull()
  await vi.advanceTimersByTimeAsync(61_000)
  enqueue('b')
  await tick()
  expect(sent).toEqual(['a', 'c', 'd', 'b'])
})

test('a rate limit is waited out for as long as the server says, then the same row is requested again', async () => {
  const { enqueue, sent, errorOf, fail } = setUp()
  enqueue('a')
  enqueue('b')
  await tick()
  await fail('a', 'rate-limited', { status: 429, waitSeconds: 20 })
  expect(errorOf('a')).toBeNull()
  await vi.advanceTimersByTimeAsync(19_000)
  expect(sent).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(7000)
  expect(sent).toEqual(['a', 'a'])
})

test('a row scrolled away during the wait is not requested again', async () => {
  const { enqueue, sent, fail } = setUp()
  const leave = enqueue('a')
  await tick()
  await fail('a', 'rate-limited', { status: 429, waitSeconds: 1 })
  leave()
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).toEqual(['a'])
})

test('a request that ended because its row left the screen is sent again for whoever still waits for it', async () => {
  const { client, shop, enqueue, sent, settle, errorOf } = setUp()
  const show = () => new QueryObserver(client, { queryKey: [shop, 'sharing', 'a'], enabled: false }).subscribe(() => undefined)
  const hide = show()
  const leave = enqueue('a')
  const { outcome } = enqueue('a', { queue: 'rest' })
  await tick()
  expect(sent).toEqual(['a'])
  leave()
  hide()
  await tick()
  expect(sent).toEqual(['a', 'a'])
  await settle('a')
  expect(await outcome).toBeNull()
  expect(errorOf('a')).toBeNull()
  expect(client.getQueryData([shop, 'sharing', 'a'])).toBe('shared')
})
