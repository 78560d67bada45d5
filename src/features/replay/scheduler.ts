import { ApiError, asApiError } from '#api/http/errors.ts'
import { hasRoom } from '#api/rateLimit/acquire.ts'
import type { ApiConnection, SendOptions, Wait } from '#api/http/request.ts'
import type { Go } from '#api/snapshots/fetchSegment.ts'
import { snapshotsPath } from '#api/snapshots/snapshots.ts'
import { pause, retryWait } from './retryPolicy.ts'

/** Until when something waits (milliseconds since 1970), and why, for people. */
export type Waiting = Pick<Wait, 'until' | 'why'>

export type SchedulerOptions = {
  connection: ApiConnection
  id: string
  signal: AbortSignal
  /** Whether play stands still without this. */
  isPressing: () => boolean
  onWait: (wait: Waiting | null) => void
}

/** The requests for one thing, which may have to wait. */
export type Scheduler = {
  go: Go
  /** Looks whether what waits may go at once. */
  hurry: () => void
  /** Gives it up where it waits: then `go` throws ApiError `aborted`. What is on its way arrives all the same. */
  callOff: () => void
  isCalledOff: () => boolean
}

/** The budget fills up again without a word; in milliseconds. */
const lookEvery = 1000

/**
 * What play stands still for goes at once, within what the key may ask for; all else gives way to what people do, and is hurried
 * once play needs it. A refusal that will pass is sat out.
 */
export function createScheduler({ connection, id, signal, isPressing, onWait }: SchedulerOptions): Scheduler {
  let wake = new AbortController()
  let isCalledOff = false
  let isHeldBack = false

  function mayGoAtOnce(): boolean {
    return isPressing() && hasRoom(connection, snapshotsPath(id))
  }

  function hurry(): void {
    if (isHeldBack && mayGoAtOnce()) wake.abort()
  }

  function onBudget(wait: Wait | null): void {
    isHeldBack = wait !== null
    onWait(wait)
  }

  async function sitOut(error: ApiError, ms: number): Promise<void> {
    onWait({ until: Date.now() + ms, why: error.message })
    await pause(ms, AbortSignal.any([signal, wake.signal]))
    onWait(null)
  }

  async function once<T>(ask: (sendOptions: SendOptions) => Promise<T>): Promise<T> {
    if (mayGoAtOnce()) return ask({ signal })
    const label = isPressing() ? 'Loading a recording' : 'Loading a recording ahead'
    const timer = setInterval(hurry, lookEvery)
    try {
      return await ask({ signal, background: { label, signal: wake.signal, onWait: onBudget } })
    } finally {
      clearInterval(timer)
      if (isHeldBack) onBudget(null)
    }
  }

  async function go<T>(ask: (sendOptions: SendOptions) => Promise<T>): Promise<T> {
    for (let failures = 0; ;) {
      if (isCalledOff || signal.aborted) throw new ApiError('aborted')
      wake = new AbortController()
      try {
        return await once(ask)
      } catch (thrown) {
        const error = asApiError(thrown)
        if (signal.aborted) throw error
        if (error.kind === 'aborted' && wake.signal.aborted) continue // it had not gone out
        const wait = retryWait(error, failures)
        if (wait === null) throw error
        failures += 1
        await sitOut(error, wait)
      }
    }
  }

  return {
    go,
    hurry,
    callOff() {
      isCalledOff = true
      wake.abort()
    },
    isCalledOff: () => isCalledOff,
  }
}
