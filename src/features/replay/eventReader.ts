import type { ReplayEvent } from '#lib/replayEvent.ts'

type Json = { [key: string]: unknown }

function isContainer(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

/** Strings that repeat appear early, with the first page, so later ones are not shared. */
const maxSharedStrings = 20_000

/**
 * Parses events and reuses equal strings: recordings repeat tags, class names and styles, and JSON.parse creates a new string for
 * each.
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
    const stack: Json[] = [events] // no recursion: recordings can nest deeper than the stack
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
