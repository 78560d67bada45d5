/** Whether a class of requests was paused when a tab last stored its usage: then nothing may be sent uncounted. */
export function mayBePaused(): boolean {
  try {
    return Object.entries(localStorage).some(([name, text]) => name.startsWith('replay-desk-budget ') && /"stops":{"/.test(text))
  } catch {
    return false
  }
}
