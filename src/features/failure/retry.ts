import { asApiError } from '#api/http/errors.ts'
import { maxRetries, readRetryMs } from '#api/http/retryPolicy.ts'

/** For a longer wait, the screen shows the time left and offers to try again instead. */
const maxWaitMs = 91_000

/**
 * Milliseconds to wait after `error`, the next after `failures` others; null if a retry is no use. Adds up to a quarter, so
 * that tabs don't retry together; the same for the same error, so that the screen can count it down.
 */
export function retryDelay(failures: number, error: unknown): number | null {
  const failure = asApiError(error)
  const wait = readRetryMs(failure, failures)
  return wait === null || wait > maxWaitMs ? null : Math.round(wait * (1 + (failure.at % 250) / 1000))
}

/** For TanStack Query's `retry`, which sends GET only: retries network errors, 429, 502, 503 and 504. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return failures < maxRetries && retryDelay(failures, error) !== null
}
