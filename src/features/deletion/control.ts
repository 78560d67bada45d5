import type { ApiError } from '#api/errors.ts'

/** Thrown inside a run that was cancelled, to leave it from any depth. */
export class Cancelled extends Error {
  override name = 'Cancelled'
}

/** Pause, resume and cancel, as the engine and the buttons see them. */
export type Control = {
  /** Stops before the next request. `why` is null where a person asked for it. */
  pause: (why: ApiError | null) => void
  resume: () => void
  /** For good. A request that is on its way is still waited for, so that its outcome is known. */
  cancel: () => void
  state: () => { paused: false } | { paused: true; why: ApiError | null }
  isCancelled: () => boolean
  /** Resolves once nothing is paused. Throws Cancelled. */
  mayGoOn: () => Promise<void>
  /** Resolves at `until` (milliseconds since 1970), or at once when cancelled. */
  sleep: (until: number) => Promise<void>
}

/** `onChange` hears of every pause, resume and cancel. */
export function createControl(onChange: () => void = () => undefined): Control {
  const now: { paused: { why: ApiError | null } | null; cancelled: boolean } = { paused: null, cancelled: false }
  let waiting: (() => void)[] = []

  function change() {
    const woken = waiting
    waiting = []
    for (const wake of woken) wake()
    onChange()
  }

  return {
    pause(why) {
      now.paused = { why }
      change()
    },
    resume() {
      now.paused = null
      change()
    },
    cancel() {
      now.cancelled = true
      change()
    },
    state: () => (now.paused ? { paused: true, why: now.paused.why } : { paused: false }),
    isCancelled: () => now.cancelled,
    async mayGoOn() {
      while (now.paused !== null && !now.cancelled) await new Promise<void>((wake) => waiting.push(wake))
      if (now.cancelled) throw new Cancelled()
    },
    async sleep(until) {
      while (!now.cancelled && Date.now() < until) {
        await new Promise<void>((wake) => {
          const timer = setTimeout(wake, until - Date.now())
          waiting.push(() => {
            clearTimeout(timer)
            wake()
          })
        })
      }
    },
  }
}
