const name = 'replay-desk deletion'

function nameOf(receiptId: string): string {
  return `${name} ${receiptId}`
}

function hasLocks(): boolean {
  return typeof navigator !== 'undefined' && 'locks' in navigator // only in secure contexts
}

/**
 * Runs `work` while no other tab of this browser deletes. `onQueued` is called where another one does, and `signal` ends the
 * queueing: then it rejects with the signal's reason.
 */
export async function alone(
  receiptId: string,
  work: () => Promise<void>,
  onQueued: () => void,
  signal: AbortSignal,
): Promise<void> {
  if (!hasLocks()) return work()
  const hold = () => navigator.locks.request(nameOf(receiptId), work)
  const isTaken = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock === null) return true
    await hold()
    return false
  })
  if (!isTaken) return
  onQueued()
  await navigator.locks.request(name, { signal }, hold)
}

/** The receipts that some tab of this browser works on. */
export async function receiptsAtWork(): Promise<(receiptId: string) => boolean> {
  const { held = [] } = hasLocks() ? await navigator.locks.query() : {}
  const names = new Set(held.map((lock) => lock.name))
  return (receiptId) => names.has(nameOf(receiptId))
}
