/** Whether a limit stopped some class of requests when a tab last wrote about it: then nothing goes out uncounted. */
export function mayBePaused(): boolean {
  try {
    return Object.entries(localStorage).some(([name, text]) => name.startsWith('replay-desk-budget ') && /"stops":{"/.test(text))
  } catch {
    return false
  }
}
