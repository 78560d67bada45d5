import { readTime } from './recordingLink.ts'

export type LinkedRecording = { id: string; seconds: number; host: string | null }

/** What a link to a recording, such as "/project/1/recordings/018c?t=16.3&host=us.posthog.com", opens; null for other links. */
export function linkedRecording(next: string | null): LinkedRecording | null {
  const [path = '', search = ''] = next?.split('?') ?? []
  const segment = /^\/project\/[^/]+\/recordings\/([^/]+)$/.exec(path)?.[1]
  if (segment === undefined) return null
  const params = new URLSearchParams(search)
  const host = params.get('host')
  return {
    id: decoded(segment),
    seconds: readTime(params),
    host: host !== null && /^[\w.:[\]-]{1,100}$/.test(host) ? host : null,
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
