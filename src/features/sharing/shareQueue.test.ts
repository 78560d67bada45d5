import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError, type ErrorKind } from '#api/http/errors.ts'
import { createShareQueue } from './shareQueue.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A queue, and requests that are settled by hand. */
function setUp() {
  const queue = createShareQueue()
  const sent: string[] = []
  const pending = new Map<string, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  const settle = async (name: string, error?: ApiError) => {
    const request = pending.get(name)
    pending.delete(name)
    if (error) request?.reject(error)
    else request?.resolve(null)
    await vi.advanceTimersByTimeAsync(0)
  }
  return {
    queue,
    sent,
    settle,
    fail: (name: string, kind: ErrorKind, facts = {}) => settle(name, new ApiError(kind, facts)),
    enqueue: (name: string, server = 'server') =>
      queue.enqueue(server, name, () => {
        sent.push(name)
        return new Promise((resolve, reject) => pending.set(name, { resolve, reject }))
      }),
  }
}

const tick = () => vi.advanceTimersByTimeAsync(0)

test('two at a time, in order, and rows scrolled away before their turn are skipped', async () => {
  const { enqueue, sent, settle } = setUp()
  enqueue('a')
  enqueue('b')
  const dequeue = enqueue('c')
  enqueue('d')
  await tick()
  expect(sent).toEqual(['a', 'b'])
  dequeue()
  await settle('b')
  expect(sent).toEqual(['a', 'b', 'd'])
})

test('a failure has a reason, does not delay others, and is retried only after a cooldown', async () => {
  const { enqueue, sent, queue, fail, settle } = setUp()
  enqueue('a')
  enqueue('b')
  enqueue('c')
  await tick()
  await fail('a', 'server-error', { status: 500 })
  await settle('b')
  expect(queue.errorOf('a')?.kind).toBe('server-error')
  expect(queue.errorOf('b')).toBeNull()
  expect(sent).toEqual(['a', 'b', 'c'])
  enqueue('a')
  await tick()
  expect(sent).toEqual(['a', 'b', 'c'])
  await vi.advanceTimersByTimeAsync(61_000)
  expect(sent).toEqual(['a', 'b', 'c'])
  enqueue('a')
  await tick()
  expect(sent).toEqual(['a', 'b', 'c', 'a'])
})

test('an error that affects all rows fails them without requests, except those of another server', async () => {
  const { enqueue, sent, queue, fail } = setUp()
  for (const name of ['a', 'b', 'c', 'd']) enqueue(name)
  enqueue('e', 'elsewhere')
  await tick()
  await fail('a', 'missing-scope', { status: 403, scope: 'sharing_configuration:read' })
  await fail('b', 'missing-scope', { status: 403, scope: 'sharing_configuration:read' })
  expect(sent).toEqual(['a', 'b', 'e'])
  expect(['c', 'd'].map((name) => queue.errorOf(name)?.kind)).toEqual(['missing-scope', 'missing-scope'])
})

test('a rate limit is waited out for as long as the server says, then the same row is requested again', async () => {
  const { enqueue, sent, queue, fail, settle } = setUp()
  enqueue('a')
  enqueue('b')
  const dequeue = enqueue('c')
  await tick()
  await fail('a', 'rate-limited', { status: 429, waitSeconds: 20 })
  await settle('b')
  dequeue()
  expect(sent).toEqual(['a', 'b'])
  expect(queue.errorOf('a')).toBeNull()
  await vi.advanceTimersByTimeAsync(19_000)
  expect(sent).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(2000)
  expect(sent).toEqual(['a', 'b', 'a'])
})

test('a row scrolled away during the wait is not requested again', async () => {
  const { enqueue, sent, fail } = setUp()
  const dequeue = enqueue('a')
  await tick()
  dequeue()
  await fail('a', 'rate-limited', { status: 429, waitSeconds: 1 })
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).toEqual(['a'])
})
