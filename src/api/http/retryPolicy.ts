import type { ApiError } from './errors.ts'

export const maxRetries = 3

const maxBusyRetries = 6
const defaultWaitSeconds = 10

/** How long a request limit lasts, in milliseconds, plus a little for clocks that differ. */
export function rateLimitWaitMs({ facts }: ApiError): number {
  return 1000 * (facts.waitSeconds ?? defaultWaitSeconds) + 250
}

/**
 * How long to wait before repeating a read that failed `failures` times before, in milliseconds; null if that is no use. Rate
 * limits are always waited out. Only network errors, 502, 503, 504 and 429 pass by themselves; `timeouts` says that a timeout
 * may, too.
 */
export function readRetryMs(error: ApiError, failures: number, { timeouts = false } = {}): number | null {
  const { kind, facts } = error
  const backoff = 1000 * 2 ** failures
  if (kind === 'rate-limited') return rateLimitWaitMs(error)
  if (failures >= maxRetries) return null
  if (kind === 'server-busy') return facts.status === 429 ? 4 * backoff : backoff
  if (kind === 'timeout') return timeouts ? backoff : null
  const isPassing = (kind === 'unreachable' && !facts.redirected) || (kind === 'server-error' && facts.status === 502)
  return isPassing ? backoff : null
}

/** The same for a change: only a 429 is certain to have changed nothing, so only a 429 is sent again. */
export function changeRetryMs(error: ApiError, failures: number): number | null {
  const { kind, facts } = error
  if (facts.status !== 429) return null
  const backoff = 1000 * Math.min(60, 5 * 2 ** failures)
  if (kind === 'rate-limited') return facts.waitSeconds === undefined ? backoff + 250 : rateLimitWaitMs(error)
  return failures < maxBusyRetries ? backoff : null
}
