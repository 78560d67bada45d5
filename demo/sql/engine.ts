import { Worker } from 'node:worker_threads'
import type { Question } from './database.ts'
import type { FromWorker, HostSeed, Outcome, ToWorker } from './messages.ts'

/** The longest that a query may take, `sleep` included, and how long an idle worker lives. */
const maxQueryMs = 60_000
const maxIdleMs = 120_000

type EngineOutcome = Outcome | { is: 'timeout' }

export type SqlEngine = {
  /** Resolves with how the query ended. Rejects with the signal's reason as soon as the client leaves. */
  run(projectId: number, request: Question, signal: AbortSignal): Promise<EngineOutcome>
}

type RunningWorker = { worker: Worker; settlers: Map<number, (outcome: EngineOutcome) => void> }

/** One worker serves all hosts of a process, because starting one takes seconds. */
let current: RunningWorker | null = null
let idleTimer: ReturnType<typeof setTimeout> | undefined
let lastQueryId = 0

function stop(stopped: RunningWorker, outcome: EngineOutcome) {
  if (current === stopped) current = null
  void stopped.worker.terminate()
  for (const settle of stopped.settlers.values()) settle(outcome)
}

function startWorker(): RunningWorker {
  const worker = new Worker(new URL('start.mjs', import.meta.url))
  const started: RunningWorker = { worker, settlers: new Map() }
  worker.on('message', ({ id, outcome }: FromWorker) => started.settlers.get(id)?.(outcome))
  worker.on('error', (error) => stop(started, { is: 'crashed', message: error.message }))
  return started
}

function stopWhenIdle(running: RunningWorker) {
  if (running.settlers.size > 0 || current !== running) return
  running.worker.unref()
  clearTimeout(idleTimer)
  idleTimer = setTimeout(() => stop(running, { is: 'timeout' }), maxIdleMs)
  idleTimer.unref()
}

/**
 * Runs queries in a worker, so that they cannot block the host. A query that takes more than a minute ends with the worker, and the
 * next query starts a new one. Nothing is loaded before the first query.
 */
export function createSqlEngine(host: HostSeed): SqlEngine {
  return {
    run(projectId, request, signal) {
      signal.throwIfAborted()
      clearTimeout(idleTimer)
      current ??= startWorker()
      const running = current
      const id = (lastQueryId += 1)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, which has no origin
      const send = (message: ToWorker) => running.worker.postMessage(message)
      running.worker.ref()
      return new Promise((resolve, reject) => {
        const cancel = () => {
          send({ type: 'cancel', id })
          end()
          reject(signal.reason)
        }
        const timer = setTimeout(() => stop(running, { is: 'timeout' }), maxQueryMs)
        function end() {
          clearTimeout(timer)
          signal.removeEventListener('abort', cancel)
          running.settlers.delete(id)
          stopWhenIdle(running)
        }
        signal.addEventListener('abort', cancel, { once: true })
        running.settlers.set(id, (outcome) => {
          end()
          resolve(outcome)
        })
        send({ type: 'run', id, host, projectId, request })
      })
    },
  }
}
