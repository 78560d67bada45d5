/** One deletion at a time per browser. */
export const deletionLock = 'deletion'

/** Held as well, so that other tabs see which receipt is running. */
export function receiptLock(receiptId: string): string {
  return `deletion ${receiptId}`
}
