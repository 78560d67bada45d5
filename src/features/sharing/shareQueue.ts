import { type ApiError, asApiError } from '#api/http/errors.ts'

/** How few of the things on a screen are asked about at the same time, so that what a person does is not held up. */
const mostAtOnce = 2

/** What a refusal that would meet every row alike holds up all of them for, and what one row is not asked about again within. */
const restMs = 60_000

/** How long to wait after a 429 that does not say. */
const defaultWaitSeconds = 30

type Failure = { error: ApiError; at: number }
type Wanted = { name: string; server: string; ask: () => Promise<unknown> }

export type ShareQueue = {
  /** Asks when it is this one's turn; `ask` may reject. Returns how to take it out again before that. */
  want: (server: string, name: string, ask: () => Promise<unknown>) => () => void
  failureOf: (name: string) => ApiError | null
  subscribe: (listener: () => void) => () => void
}

const concernsAll = new Set([
  'bad-key',
  'missing-scope',
  'wrong-project',
  'unreachable',
  'action-refuses-keys',
  'endpoint-missing',
])

/**
 * Asks about things on the screen one after another. What fails is not asked again while it stays in sight; a refusal that would
 * meet all alike is told to all of them without asking; a 429 is waited out for as long as the server says.
 */
export function createShareQueue(): ShareQueue {
  const wanted = new Set<string>()
  const waiting = new Map<string, Wanted>()
  const failures = new Map<string, Failure>()
  const halts = new Map<string, Failure>()
  const pausedUntil = new Map<string, number>()
  const listeners = new Set<() => void>()
  let running = 0

  function fail(name: string, error: ApiError, at: number) {
    failures.set(name, { error, at })
    for (const listener of listeners) listener()
  }

  function isRecent(failure: Failure | undefined): failure is Failure {
    return failure !== undefined && Date.now() - failure.at < restMs
  }

  function next() {
    for (const one of waiting.values()) {
      if (running >= mostAtOnce) return
      if ((pausedUntil.get(one.server) ?? 0) > Date.now()) continue
      waiting.delete(one.name)
      const halt = halts.get(one.server)
      if (isRecent(halt)) fail(one.name, halt.error, halt.at)
      else void run(one)
    }
  }

  async function run(one: Wanted) {
    running += 1
    try {
      await one.ask()
      failures.delete(one.name)
    } catch (thrown) {
      refused(one, asApiError(thrown))
    }
    running -= 1
    next()
  }

  function refused(one: Wanted, error: ApiError) {
    if (error.kind === 'aborted') return
    if (error.kind === 'rate-limited') {
      const waitMs = 1000 * (error.facts.waitSeconds ?? defaultWaitSeconds)
      pausedUntil.set(one.server, Date.now() + waitMs)
      if (wanted.has(one.name)) waiting.set(one.name, one)
      setTimeout(next, waitMs + 50)
      return
    }
    if (concernsAll.has(error.kind)) halts.set(one.server, { error, at: Date.now() })
    fail(one.name, error, Date.now())
  }

  return {
    want(server, name, ask) {
      if (!isRecent(failures.get(name))) {
        wanted.add(name)
        waiting.set(name, { name, server, ask })
        queueMicrotask(next) // rows of one screen come together
      }
      return () => {
        wanted.delete(name)
        waiting.delete(name)
      }
    },
    failureOf: (name) => failures.get(name)?.error ?? null,
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
