/** What was typed as a key: the key to use, with a warning where it looks unusual, or a problem with what to do about it. */
export type KeyReading = { key: string; warning: string | null } | { problem: string }

/**
 * Reads a personal API key as people paste it: spaces and line breaks around it go. Refuses a project token, and characters that
 * cannot stand in an HTTP header. Keys of PostHog Cloud start with "phx_" (posthog-api.md#a-hosts-and-paths); others are used as
 * they are, with a warning, since self-hosted servers of earlier years made keys without it. Never throws.
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
