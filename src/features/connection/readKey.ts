export type KeyReading = { key: string; warning: string | null } | { problem: string }

/**
 * Reads a typed or pasted personal API key and trims it. Refuses project tokens and characters that can't be in an HTTP
 * header. Warns if the key doesn't start with "phx_" (posthog-api.md#a-hosts-and-paths), since older self-hosted servers made
 * keys without it. Never throws.
 */
export function readKey(typed: string): KeyReading {
  const key = typed.trim()
  if (key === '') return { problem: 'Enter a personal API key. Create one in PostHog under Settings > Personal API keys.' }
  if (key.startsWith('phc_')) {
    return {
      problem: 'This is a project token, which can only send events. Use a personal API key, which starts with phx_.',
    }
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return { problem: 'Keys don’t contain spaces, line breaks or special characters. Copy it from PostHog again.' }
  }
  return { key, warning: key.startsWith('phx_') ? null : 'Personal API keys usually start with phx_.' }
}
