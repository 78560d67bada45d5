import type { ReplayEvent } from '#lib/replayEvent.ts'

/** An object or a list, by its own keys. */
type Json = { [key: string]: unknown }

function isTree(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

/** What repeats comes early, with the first page; after this many strings the others stay as they are. */
const mostShared = 20_000

/**
 * Reads events of one recording from JSON. Equal strings become one string: recordings repeat their tags, class names and style
 * sheets, and JSON.parse makes a new string of each.
 */
export function createEventReader(): (text: string) => ReplayEvent[] {
  const strings = new Map<string, string>()

  function share(text: string): string {
    const known = strings.get(text)
    if (known === undefined && strings.size < mostShared) strings.set(text, text)
    return known ?? text
  }

  return (text) => {
    const events: ReplayEvent[] & Json = JSON.parse(text)
    const open: Json[] = [events] // no recursion: recordings may nest deeper than the stack
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const key in next) {
        const value = next[key]
        if (typeof value === 'string') next[key] = share(value)
        else if (isTree(value)) open.push(value)
      }
    }
    return events
  }
}
