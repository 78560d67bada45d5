/** posthog-api.md#a-hosts-and-paths */
export const clouds = [
  { name: 'US Cloud', host: 'https://us.posthog.com' },
  { name: 'EU Cloud', host: 'https://eu.posthog.com' },
]

/** An origin, with a warning where one is due; or a problem, with an origin to use instead. */
export type HostReading = { host: string; warning: string | null } | { problem: string; suggestion: string | null }

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/** The app of an ingestion host: us.i.posthog.com only receives events, us.posthog.com answers API calls. */
function appOfIngestionHost(hostname: string): string | null {
  const region = /^(?:(us|eu)(?:-assets)?\.i|(us|eu)-assets|app\.i|i)\.posthog\.com$/.exec(hostname)
  return region ? `https://${region[1] ?? region[2] ?? 'us'}.posthog.com` : null
}

function parse(text: string): URL | null {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? '' : 'https://'
  try {
    return new URL(scheme + text)
  } catch {
    return null
  }
}

/**
 * Reads a typed or pasted host: adds https, drops path, query and spaces. Refuses URLs with a user or password, schemes other
 * than http and https, keys, and PostHog's ingestion hosts. Never throws.
 */
export function readHost(typed: string): HostReading {
  const text = typed.trim().replace(/\s+/g, '')
  if (text === '') return { problem: 'Enter the address of your PostHog host.', suggestion: null }
  if (/^ph[xc]_/i.test(text)) return { problem: 'This is a key, not an address. Paste it into the key field.', suggestion: null }
  const withScheme = /^(localhost|127(\.\d+){3}|\[::1\])(:|\/|$)/i.test(text) ? `http://${text}` : text
  const url = parse(withScheme)
  if (!url || url.hostname === '') {
    return { problem: 'This isn’t a web address. Use something like https://us.posthog.com.', suggestion: null }
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { problem: `Addresses that start with ${url.protocol} aren’t supported. Use https.`, suggestion: null }
  }
  if (url.username || url.password) {
    return {
      problem: 'Remove the user name and password from the address. You only need the personal API key.',
      suggestion: url.origin,
    }
  }
  const app = appOfIngestionHost(url.hostname)
  if (app) {
    return {
      problem: 'This host only receives events. Use the address of the PostHog app.',
      suggestion: app,
    }
  }
  const isPlain = url.protocol === 'http:' && !isLoopback(url.hostname)
  return {
    host: url.origin,
    warning: isPlain
      ? 'Over http, anyone on the network can read your key, and this page can only connect to https hosts. Use https.'
      : null,
  }
}
