/** Where the log of deletions is; with a receipt, open at it. */
export function deletionLogPath(projectId: string, receiptId?: string): string {
  const path = `/project/${encodeURIComponent(projectId)}/deletions`
  return receiptId === undefined ? path : `${path}?receipt=${encodeURIComponent(receiptId)}`
}
