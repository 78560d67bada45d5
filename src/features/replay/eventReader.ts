import type { ReplayEvent } from '#lib/replayEvent.ts'

/** An object or a list, by its own keys. */
type Json = { [key: string]: unknown }

function isContainer(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

/** What repeats comes early, with the first page; after this many strings the others stay as they are. */
const maxSharedStrings = 20_000

/**
 * Reads events of one recording from JSON. Equal strings become one string: recordings repeat their tags, class names and style
 * sheets, and JSON.parse makes a new string of each.
 */
export function createEventReader(): (text: string) => ReplayEvent[] {
  const strings = new Map<string, string>()

  function shared(text: string): string {
    const existing = strings.get(text)
    if (existing === undefined && strings.size < maxSharedStrings) strings.set(text, text)
    return existing ?? text
  }

  return (text) => {
    const events: ReplayEvent[] & Json = JSON.parse(text)
    const stack: Json[] = [events] // no recursion: recordings may nest deeper than the stack
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      for (const key in next) {
        const value = next[key]
        if (typeof value === 'string') next[key] = shared(value)
        else if (isContainer(value)) stack.push(value)
      }
    }
    return events
  }
}
