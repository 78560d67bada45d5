import { asApiError, type ApiError } from '#api/http/errors.ts'

/** At most this often again after the first time. */
const maxRetries = 3

/** A wait longer than this is not sat out: the screen says how long and offers to try again. In seconds. */
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
 * How long to wait after `error`, which `failures` others came before, in milliseconds; null where trying again is no use.
 * Up to a quarter longer than the server asks for, so that tabs do not all come back at once; the same for the same error, so
 * that the screen can count it down.
 */
export function retryDelay(failures: number, error: unknown): number | null {
  const failure = asApiError(error)
  const wait = waitMs(failure, failures)
  return wait === null ? null : Math.round(wait * (1 + (failure.at % 250) / 1000))
}

/** For Query's `retry`. GET only, since only queries are retried: network faults, 502, 503, 504 and 429. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return failures < maxRetries && retryDelay(failures, error) !== null
}
