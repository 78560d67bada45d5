import type { ApiError } from '#api/http/errors.ts'

const maxRetries = 3

/** Where the server does not say how long a limit holds; in seconds. */
const defaultWaitSeconds = 10

/**
 * How long to wait before asking again after so many failures, in milliseconds; null where that is no use. Limits are sat out
 * for as long as they last. Unlike `src/api/http/retryInBackground.ts`, which is for changes, this asks again after any failure that may
 * pass: reading twice does no harm.
 */
export function retryWait({ kind, facts }: ApiError, failures: number): number | null {
  const backoff = 1000 * 2 ** failures
  if (kind === 'rate-limited') return (facts.waitSeconds ?? defaultWaitSeconds) * 1000 + 250
  if (failures >= maxRetries) return null
  if (kind === 'server-busy') return facts.status === 429 ? 4 * backoff : backoff
  const isTransient = kind === 'timeout' || (kind === 'unreachable' && !facts.redirected) || facts.status === 502
  return isTransient ? backoff : null
}

/** Waits; ends at once where `signal` aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
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
