/** A source of `connect-src` in plain words. */
export type Reach = { source: string; meaning: string }

const meanings: Record<string, string> = {
  "'self'": 'The server that this page came from: its own files.',
  'https:': 'Any server with https, because no host is preset: you may connect to any.',
  'http://127.0.0.1:*': 'Any program on this computer.',
  'http://localhost:*': 'Any program on this computer.',
}

/** The directives of a Content-Security-Policy. */
export function readDirectives(policy: string): Map<string, string[]> {
  const directives = policy.split(';').map((one) => one.trim().split(/\s+/))
  return new Map(directives.flatMap(([name, ...sources]) => (name ? [[name.toLowerCase(), sources] as const] : [])))
}

/** Where requests of a page with this policy may go. */
export function readReach(policy: string): Reach[] {
  const directives = readDirectives(policy)
  const sources = directives.get('connect-src') ?? directives.get('default-src') ?? ['https:']
  return sources
    .filter((source) => source !== "'none'")
    .map((source) => ({ source, meaning: meanings[source] ?? 'The preset host. Your key goes here.' }))
}

/** Whether the policy names hosts only, so that not even injected script can send elsewhere. */
export function isClosed(policy: string): boolean {
  return readReach(policy).every(({ source }) => !/^(https?:|\*)$/.test(source) && !source.endsWith(':*'))
}
