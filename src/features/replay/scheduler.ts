import { ApiError, asApiError } from '#api/http/errors.ts'
import { hasRoom } from '#api/rateLimit/acquire.ts'
import type { ApiConnection, SendOptions, Wait } from '#api/http/request.ts'
import type { Go } from '#api/snapshots/fetchSegment.ts'
import { snapshotsPath } from '#api/snapshots/snapshots.ts'
import { sleep, retryWait } from './retryPolicy.ts'

/** Until when something waits (milliseconds since 1970), and why, for people. */
export type WaitInfo = Pick<Wait, 'until' | 'why'>

export type SchedulerOptions = {
  connection: ApiConnection
  id: string
  signal: AbortSignal
  /** Whether play stands still without this. */
  isUrgent: () => boolean
  onWait: (wait: WaitInfo | null) => void
}

/** The requests for one thing, which may have to wait. */
export type Scheduler = {
  run: Go
  /** Looks whether what waits may go at once. */
  expedite: () => void
  /** Gives it up where it waits: then `go` throws ApiError `aborted`. What is on its way arrives all the same. */
  cancel: () => void
  isCanceled: () => boolean
}

/** The budget fills up again without a word; in milliseconds. */
const checkInterval = 1000

/**
 * What play stands still for goes at once, within what the key may ask for; all else gives way to what people do, and is hurried
 * once play needs it. A refusal that will pass is sat out.
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
    const label = isUrgent() ? 'Loading a recording' : 'Loading a recording ahead'
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
        if (error.kind === 'aborted' && wake.signal.aborted) continue // it had not gone out
        const wait = retryWait(error, failures)
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
