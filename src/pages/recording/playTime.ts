/** Where play begins, in seconds, as `t` in the address says: PostHog's own links say it so too. 0 for anything else. */
export function readTime(params: URLSearchParams): number {
  const seconds = Number(params.get('t') ?? 0)
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0
}

/** The same parameters with another time; 0 is left out. */
export function withTime(params: URLSearchParams, seconds: number): URLSearchParams {
  if (seconds > 0) params.set('t', String(seconds))
  else params.delete('t')
  return params
}
