/** Seconds from `t` in the URL, like PostHog's own links; 0 if invalid. */
export function readTime(params: URLSearchParams): number {
  const seconds = Number(params.get('t') ?? 0)
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0
}

export function withTime(params: URLSearchParams, seconds: number): URLSearchParams {
  if (seconds > 0) params.set('t', String(seconds))
  else params.delete('t')
  return params
}
