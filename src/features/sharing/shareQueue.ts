import { type ApiError, asApiError } from '#api/http/errors.ts'

/** Low, so that requests of the user are not delayed. */
const maxConcurrent = 2

/** How long a failed row is not retried, and how long a failure that affects all rows stops them. */
const cooldownMs = 60_000

/** Wait after a 429 without Retry-After. */
const defaultWaitSeconds = 30

type Failure = { error: ApiError; at: number }
type Task = { name: string; server: string; send: () => Promise<unknown> }

export type ShareQueue = {
  /** Calls `send`, which may reject, when it is its turn. Returns a function that removes it from the queue. */
  enqueue: (server: string, name: string, send: () => Promise<unknown>) => () => void
  errorOf: (name: string) => ApiError | null
  subscribe: (listener: () => void) => () => void
}

const affectsAllKinds = new Set([
  'bad-key',
  'missing-scope',
  'wrong-project',
  'unreachable',
  'action-refuses-keys',
  'endpoint-missing',
])

/**
 * Fetches the sharing of visible rows, a few at a time. A failed row is not retried while it stays visible; a failure that affects
 * all rows fails the queued ones without a request; a 429 is waited out for as long as the server says.
 */
export function createShareQueue(): ShareQueue {
  const visible = new Set<string>()
  const waiting = new Map<string, Task>()
  const failures = new Map<string, Failure>()
  const serverFailures = new Map<string, Failure>()
  const pausedUntil = new Map<string, number>()
  const listeners = new Set<() => void>()
  let running = 0

  function fail(name: string, error: ApiError, at: number) {
    failures.set(name, { error, at })
    for (const listener of listeners) listener()
  }

  function isRecent(failure: Failure | undefined): failure is Failure {
    return failure !== undefined && Date.now() - failure.at < cooldownMs
  }

  function next() {
    for (const task of waiting.values()) {
      if (running >= maxConcurrent) return
      if ((pausedUntil.get(task.server) ?? 0) > Date.now()) continue
      waiting.delete(task.name)
      const serverFailure = serverFailures.get(task.server)
      if (isRecent(serverFailure)) fail(task.name, serverFailure.error, serverFailure.at)
      else void run(task)
    }
  }

  async function run(task: Task) {
    running += 1
    try {
      await task.send()
      failures.delete(task.name)
    } catch (thrown) {
      handleError(task, asApiError(thrown))
    }
    running -= 1
    next()
  }

  function handleError(task: Task, error: ApiError) {
    if (error.kind === 'aborted') return
    if (error.kind === 'rate-limited') {
      const waitMs = 1000 * (error.facts.waitSeconds ?? defaultWaitSeconds)
      pausedUntil.set(task.server, Date.now() + waitMs)
      if (visible.has(task.name)) waiting.set(task.name, task)
      setTimeout(next, waitMs + 50)
      return
    }
    if (affectsAllKinds.has(error.kind)) serverFailures.set(task.server, { error, at: Date.now() })
    fail(task.name, error, Date.now())
  }

  return {
    enqueue(server, name, send) {
      if (!isRecent(failures.get(name))) {
        visible.add(name)
        waiting.set(name, { name, server, send })
        queueMicrotask(next) // rows of one screen arrive together
      }
      return () => {
        visible.delete(name)
        waiting.delete(name)
      }
    },
    errorOf: (name) => failures.get(name)?.error ?? null,
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
