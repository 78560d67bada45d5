import type { ApiError } from '#api/http/errors.ts'

const maxRetries = 3

/** If the server does not say how long a limit lasts. */
const defaultWaitSeconds = 10

/**
 * Returns milliseconds to wait before the next try; null if retrying is no use. Unlike `src/api/http/retryInBackground.ts`, which
 * is for changes, it retries after any temporary failure, because reading twice is harmless.
 */
export function retryWait({ kind, facts }: ApiError, failures: number): number | null {
  const backoff = 1000 * 2 ** failures
  if (kind === 'rate-limited') return (facts.waitSeconds ?? defaultWaitSeconds) * 1000 + 250
  if (failures >= maxRetries) return null
  if (kind === 'server-busy') return facts.status === 429 ? 4 * backoff : backoff
  const isTransient = kind === 'timeout' || (kind === 'unreachable' && !facts.redirected) || facts.status === 502
  return isTransient ? backoff : null
}

/** Resolves early if `signal` aborts. */
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
