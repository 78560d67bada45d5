import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError, type ErrorKind } from '#api/http/errors.ts'
import { createShareQueue } from './shareQueue.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A queue, and questions that are answered by hand. */
function setUp() {
  const queue = createShareQueue()
  const asked: string[] = []
  const open = new Map<string, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  const settle = async (name: string, error?: ApiError) => {
    const one = open.get(name)
    open.delete(name)
    if (error) one?.reject(error)
    else one?.resolve(null)
    await vi.advanceTimersByTimeAsync(0)
  }
  return {
    queue,
    asked,
    settle,
    fail: (name: string, kind: ErrorKind, facts = {}) => settle(name, new ApiError(kind, facts)),
    want: (name: string, server = 'server') =>
      queue.want(server, name, () => {
        asked.push(name)
        return new Promise((resolve, reject) => open.set(name, { resolve, reject }))
      }),
  }
}

const tick = () => vi.advanceTimersByTimeAsync(0)

test('two at a time, in order, and what is scrolled away before its turn is never asked', async () => {
  const { want, asked, settle } = setUp()
  want('a')
  want('b')
  const leave = want('c')
  want('d')
  await tick()
  expect(asked).toEqual(['a', 'b'])
  leave()
  await settle('b')
  expect(asked).toEqual(['a', 'b', 'd'])
})

test('what fails says why, holds up nobody else, and is asked again only after a rest', async () => {
  const { want, asked, queue, fail, settle } = setUp()
  want('a')
  want('b')
  want('c')
  await tick()
  await fail('a', 'server-error', { status: 500 })
  await settle('b')
  expect(queue.failureOf('a')?.kind).toBe('server-error')
  expect(queue.failureOf('b')).toBeNull()
  expect(asked).toEqual(['a', 'b', 'c'])
  want('a')
  await tick()
  expect(asked).toEqual(['a', 'b', 'c'])
  await vi.advanceTimersByTimeAsync(61_000)
  expect(asked).toEqual(['a', 'b', 'c'])
  want('a')
  await tick()
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})

test('a refusal that would meet all is told to all without asking, but not to those of another server', async () => {
  const { want, asked, queue, fail } = setUp()
  for (const name of ['a', 'b', 'c', 'd']) want(name)
  want('e', 'elsewhere')
  await tick()
  await fail('a', 'missing-scope', { status: 403, scope: 'sharing_configuration:read' })
  await fail('b', 'missing-scope', { status: 403, scope: 'sharing_configuration:read' })
  expect(asked).toEqual(['a', 'b', 'e'])
  expect(['c', 'd'].map((name) => queue.failureOf(name)?.kind)).toEqual(['missing-scope', 'missing-scope'])
})

test('a request limit is waited out for as long as the server says, then the same is asked again', async () => {
  const { want, asked, queue, fail, settle } = setUp()
  want('a')
  want('b')
  const leave = want('c')
  await tick()
  await fail('a', 'rate-limited', { status: 429, waitSeconds: 20 })
  await settle('b')
  leave()
  expect(asked).toEqual(['a', 'b'])
  expect(queue.failureOf('a')).toBeNull()
  await vi.advanceTimersByTimeAsync(19_000)
  expect(asked).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toEqual(['a', 'b', 'a'])
})

test('one that is scrolled away while the limit is waited out is not asked again', async () => {
  const { want, asked, fail } = setUp()
  const leave = want('a')
  await tick()
  leave()
  await fail('a', 'rate-limited', { status: 429, waitSeconds: 1 })
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked).toEqual(['a'])
})
