import { readFileSync } from 'node:fs'

const notes = readFileSync(new URL('../../docs/posthog-api.md', import.meta.url), 'utf8')

/** All words of the notes on PostHog’s API; the names of all documented fields are among them. */
export const documentedWords: ReadonlySet<string> = new Set(notes.match(/[$\w]+/g))
