import type { ApiError, ErrorKind } from './errors.ts'

/** Refused in this browser, before anything was sent. */
const neverSent: ReadonlySet<ErrorKind> = new Set(['locked', 'read-only', 'not-allowed', 'rate-limited'])

/** Whether a change was certainly not made: the server said no, or never got the request. Other errors have to be looked up. */
export function isRefusal({ kind, facts }: ApiError): boolean {
  return neverSent.has(kind) || (facts.status !== undefined && facts.status < 500)
}
