/** Thrown to leave canceled work from any depth. */
export class Cancelled extends Error {
  override name = 'Cancelled'
}

/** Pause, resume and cancel of long work. `Why` is the reason for a pause that nobody requested. */
export type Control<Why> = {
  /** `why` is null if a person paused. */
  pause: (why: Why | null) => void
  resume: () => void
  /** Permanent. A request in flight is still awaited, so that its outcome is known. */
  cancel: () => void
  state: () => { paused: false } | { paused: true; why: Why | null }
  isCancelled: () => boolean
  /** Throws Cancelled. */
  waitUntilRunning: () => Promise<void>
  /** Resolves at `until` (milliseconds since 1970), or immediately if canceled. */
  sleep: (until: number) => Promise<void>
  /** Aborts at the next pause or cancel; for requests that wait and must not be sent in the meantime. */
  pauseSignal: () => AbortSignal
}

export function createControl<Why>(onChange: () => void = () => undefined): Control<Why> {
  const now: { paused: { why: Why | null } | null; cancelled: boolean } = { paused: null, cancelled: false }
  let waiting: (() => void)[] = []
  let pauseController = new AbortController()

  function change() {
    if (now.paused !== null || now.cancelled) pauseController.abort()
    else if (pauseController.signal.aborted) pauseController = new AbortController()
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
    async waitUntilRunning() {
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
    pauseSignal: () => pauseController.signal,
  }
}
