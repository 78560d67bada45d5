import { Worker } from 'node:worker_threads'
import type { DemoOptions } from '../host/options.ts'
import type { Question } from './database.ts'
import type { FromWorker, Outcome, ToWorker, WorkerStart } from './messages.ts'

/** The longest that a query may take, waits included; and how long the worker is kept without one. */
const longestMs = 60_000
const idleMs = 120_000

/** Runs queries beside the host. */
export type SqlEngine = {
  /**
   * Resolves with how the query ended; `timeout` where it took longer than a minute. Rejects with the signal's reason as soon as
   * the asker leaves.
   */
  ask(projectId: number, question: Question, signal: AbortSignal): Promise<Outcome | { is: 'timeout' }>
}

type Waiting = { settle(outcome: Outcome | { is: 'timeout' }): void }

type Crew = { worker: Worker; waiting: Map<number, Waiting> }

/**
 * A worker of its own does the work, so that the host answers others meanwhile and no query can hold it up: one that takes too
 * long ends with the worker, and the next query gets a new one. Nothing is loaded before the first query.
 */
export function createSqlEngine({ now: _now, ...options }: DemoOptions, anchor: number): SqlEngine {
  let crew: Crew | null = null
  let idle: ReturnType<typeof setTimeout> | undefined
  let last = 0

  function dismiss(leaving: Crew, outcome: Outcome | { is: 'timeout' }) {
    if (crew === leaving) crew = null
    void leaving.worker.terminate()
    for (const waiting of leaving.waiting.values()) waiting.settle(outcome)
  }

  function hire(): Crew {
    const start: WorkerStart = { options, anchor }
    const worker = new Worker(new URL('start.mjs', import.meta.url), { workerData: start })
    const hired: Crew = { worker, waiting: new Map() }
    worker.on('message', ({ id, outcome }: FromWorker) => hired.waiting.get(id)?.settle(outcome))
    worker.on('error', (error) => dismiss(hired, { is: 'crashed', message: error.message }))
    return hired
  }

  function rest(resting: Crew) {
    if (resting.waiting.size > 0 || crew !== resting) return
    resting.worker.unref()
    clearTimeout(idle)
    idle = setTimeout(() => dismiss(resting, { is: 'timeout' }), idleMs)
    idle.unref()
  }

  return {
    ask(projectId, question, signal) {
      signal.throwIfAborted()
      clearTimeout(idle)
      crew ??= hire()
      const current = crew
      const id = (last += 1)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, which has no origin
      const send = (message: ToWorker) => current.worker.postMessage(message)
      current.worker.ref()
      return new Promise((resolve, reject) => {
        const leave = () => {
          send({ id, ask: 'leave' })
          end()
          reject(signal.reason)
        }
        const timer = setTimeout(() => dismiss(current, { is: 'timeout' }), longestMs)
        function end() {
          clearTimeout(timer)
          signal.removeEventListener('abort', leave)
          current.waiting.delete(id)
          rest(current)
        }
        signal.addEventListener('abort', leave, { once: true })
        current.waiting.set(id, {
          settle(outcome) {
            end()
            resolve(outcome)
          },
        })
        send({ id, ask: 'run', projectId, question })
      })
    },
  }
}
