import type { Connection } from '#storage/connections.ts'
import { paths } from '#lib/paths.ts'

/** Seconds from `t` in the URL, like PostHog's own links, with milliseconds as fractions; 0 if invalid. */
export function readTime(params: URLSearchParams): number {
  const seconds = Number(params.get('t') ?? 0)
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0
}

export function withTime(params: URLSearchParams, seconds: number): URLSearchParams {
  if (seconds > 0) params.set('t', String(seconds))
  else params.delete('t')
  return params
}

/** URL of a recording at a time in seconds, for somebody else. Connect names its `host` to who is not connected yet. */
export function recordingLink({ host, projectId }: Pick<Connection, 'host' | 'projectId'>, id: string, seconds: number): string {
  const params = withTime(new URLSearchParams(), seconds)
  params.set('host', new URL(host).host)
  return `${window.location.origin}${paths.recording(projectId, id)}?${params}`
}
