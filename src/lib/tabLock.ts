function lockName(name: string): string {
  return `replay-desk ${name}`
}

function hasLocks(): boolean {
  return typeof navigator !== 'undefined' && 'locks' in navigator // only in secure contexts
}

/**
 * Runs `work` while no other tab of this browser runs work of this name, and gives back what it gives. `onQueued` is called
 * where another one does; tabs then come in the order in which they asked. `signal` ends the queueing: then it rejects with
 * the signal's reason. May be nested. Where the browser has no Web Locks, `work` runs at once.
 */
export async function alone<T>(name: string, work: () => Promise<T>, onQueued: () => void, signal: AbortSignal): Promise<T> {
  if (!hasLocks()) return work()
  const done = await navigator.locks.request(lockName(name), { ifAvailable: true }, async (lock) =>
    lock === null ? null : { result: await work() },
  )
  if (done !== null) return done.result
  onQueued()
  return navigator.locks.request(lockName(name), { signal }, work)
}

/** Which names some tab of this browser works under right now. */
export async function atWork(): Promise<(name: string) => boolean> {
  const { held = [] } = hasLocks() ? await navigator.locks.query() : {}
  const names = new Set(held.map((lock) => lock.name))
  return (name) => names.has(lockName(name))
}
