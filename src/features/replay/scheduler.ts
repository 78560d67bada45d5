import { ApiError, asApiError } from '#api/http/errors.ts'
import { hasRoom } from '#api/rateLimit/acquire.ts'
import type { SendOptions } from '#api/http/request.ts'
import type { Wait } from '#api/rateLimit/background.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { SendWithRetry } from '#api/snapshots/fetchSegment.ts'
import { snapshotsPath } from '#api/snapshots/snapshots.ts'
import { readRetryMs } from '#api/http/retryPolicy.ts'
import { sleep } from '#lib/sleep.ts'

/** `until`: milliseconds since 1970. */
export type WaitInfo = Pick<Wait, 'until' | 'why'>

export type SchedulerOptions = {
  connection: ApiConnection
  id: string
  signal: AbortSignal
  /** Whether playback is waiting for this. */
  isUrgent: () => boolean
  onWait: (wait: WaitInfo | null) => void
}

export type Scheduler = {
  run: SendWithRetry
  /** Sends a queued request now, if allowed. */
  expedite: () => void
  /** Cancels it if it is queued: `run` then throws ApiError `aborted`. A request that was sent still completes. */
  cancel: () => void
  isCanceled: () => boolean
}

/** Free capacity is not announced, so check every so many milliseconds. */
const checkInterval = 1000

/**
 * Sends what playback waits for immediately, within the key's limits. Everything else is background work until playback needs it.
 * Temporary failures are retried.
 */
export function createScheduler({ connection, id, signal, isUrgent, onWait }: SchedulerOptions): Scheduler {
  let wake = new AbortController()
  let isCanceled = false
  let isQueued = false

  function canSendNow(): boolean {
    return isUrgent() && hasRoom(connection, snapshotsPath(id))
  }

  function expedite(): void {
    if (isQueued && canSendNow()) wake.abort()
  }

  function onQueueWait(wait: Wait | null): void {
    isQueued = wait !== null
    onWait(wait)
  }

  async function backOff(error: ApiError, ms: number): Promise<void> {
    onWait({ until: Date.now() + ms, why: error.message })
    await sleep(ms, AbortSignal.any([signal, wake.signal]))
    onWait(null)
  }

  async function attempt<T>(send: (sendOptions: SendOptions) => Promise<T>): Promise<T> {
    if (canSendNow()) return send({ signal })
    const label = isUrgent() ? 'Loading recording' : 'Preloading recording'
    const timer = setInterval(expedite, checkInterval)
    try {
      return await send({ signal, background: { label, signal: wake.signal, onWait: onQueueWait } })
    } finally {
      clearInterval(timer)
      if (isQueued) onQueueWait(null)
    }
  }

  async function run<T>(send: (sendOptions: SendOptions) => Promise<T>): Promise<T> {
    for (let failures = 0; ;) {
      if (isCanceled || signal.aborted) throw new ApiError('aborted')
      wake = new AbortController()
      try {
        return await attempt(send)
      } catch (cause) {
        const error = asApiError(cause)
        if (signal.aborted) throw error
        if (error.kind === 'aborted' && wake.signal.aborted) continue // it was still queued
        const wait = readRetryMs(error, failures, { timeouts: true })
        if (wait === null) throw error
        failures += 1
        await backOff(error, wait)
      }
    }
  }

  return {
    run,
    expedite,
    cancel() {
      isCanceled = true
      wake.abort()
    },
    isCanceled: () => isCanceled,
  }
}
