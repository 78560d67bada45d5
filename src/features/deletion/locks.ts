/** Held by the tab that deletes: one at a time per browser. */
export const deletionLock = 'deletion'

/** Held besides by the tab that deletes for a receipt, so that the log knows which one is at work. */
export function receiptLock(receiptId: string): string {
  return `deletion ${receiptId}`
}
