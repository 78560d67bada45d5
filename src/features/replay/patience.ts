import type { ApiError } from '#api/errors.ts'

const mostRetries = 3

/** A person waits this long for the first picture, and what is fetched ahead of play may take longer. In seconds. */
const longestWait = { urgent: 90, ahead: 3600 }

/** How long to wait before asking again after so many failures, in milliseconds; null where that is no use. */
export function retryWait({ kind, facts }: ApiError, failures: number, isUrgent: boolean): number | null {
  const backoff = 1000 * 2 ** failures
  if (kind === 'rate-limited') {
    const seconds = facts.waitSeconds ?? 10
    return seconds <= (isUrgent ? longestWait.urgent : longestWait.ahead) ? seconds * 1000 + 250 : null
  }
  if (failures >= mostRetries) return null
  if (kind === 'server-busy') return facts.status === 429 ? 4 * backoff : backoff
  const isPassing = kind === 'timeout' || (kind === 'unreachable' && !facts.redirected) || facts.status === 502
  return isPassing ? backoff : null
}

/** Waits; ends at once where `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
