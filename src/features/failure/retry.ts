import { asApiError, type ApiError } from '#api/http/errors.ts'

const maxRetries = 3

/** For a longer wait, the screen shows the time left and offers to try again instead. */
const maxWaitSeconds = 90

function waitMs({ kind, facts }: ApiError, failures: number): number | null {
  const backoff = 1000 * 2 ** failures
  switch (kind) {
    case 'unreachable':
      return facts.redirected ? null : backoff
    case 'server-error':
      return facts.status === 502 ? backoff : null
    case 'server-busy':
      return facts.status === 429 ? 4 * backoff : backoff
    case 'rate-limited': {
      const seconds = facts.waitSeconds ?? 10
      return seconds > maxWaitSeconds ? null : seconds * 1000
    }
    default:
      return null
  }
}

/**
 * Milliseconds to wait after `error`, the next after `failures` others; null if a retry is no use. Adds up to a quarter, so
 * that tabs don't retry together; the same for the same error, so that the screen can count it down.
 */
export function retryDelay(failures: number, error: unknown): number | null {
  const failure = asApiError(error)
  const wait = waitMs(failure, failures)
  return wait === null ? null : Math.round(wait * (1 + (failure.at % 250) / 1000))
}

/** For TanStack Query's `retry`, which sends GET only: retries network errors, 429, 502, 503 and 504. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return failures < maxRetries && retryDelay(failures, error) !== null
}
