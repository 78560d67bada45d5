/** What the inspector can be filtered by. */
export const itemKinds = ['navigation', 'click', 'input', 'console', 'network', 'page', 'window', 'custom', 'recorder'] as const
/**
 * `page`: hidden, visible, idle, offline; `window`: another tab came to the front; `custom`: what the site itself sent;
 * `recorder`: what the recorder says of itself, which few want to see.
 */
export type ItemKind = (typeof itemKinds)[number]

/** One thing that happened, for people. All of it is text that the recorded site chose: never markup, never a link as it is. */
export type InspectorItem = {
  /** Unique within the recording as it was loaded. */
  key: string
  /** Milliseconds from the start of the recording. */
  at: number
  windowId: string
  kind: ItemKind
  /** A sentence without its full stop: "Clicked “Add to basket”". */
  text: string
  level: 'info' | 'warn' | 'error'
  details: [label: string, value: string][]
}

/** What is known of an item before it gets its key and its time from the start. `time`: milliseconds since 1970. */
export type NewItem = Pick<InspectorItem, 'kind' | 'text' | 'windowId'> &
  Partial<Pick<InspectorItem, 'level' | 'details'>> & { time: number }

/** A tab came to the front: milliseconds from the start of the recording. The first says with which tab it begins. */
export type WindowSwitch = { at: number; windowId: string }

const maxTextLength = 500
const maxDetailLength = 10_000

/** One line of at most `most` characters. */
export function oneLine(text: string, maxLength = maxTextLength): string {
  const line = text
    .slice(0, maxLength * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line
}

/** A value as a detail shows it; null where there is nothing to show. */
export function detailText(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return text.length > maxDetailLength ? `${text.slice(0, maxDetailLength)}…` : text
}

/** The details that have something to show. */
export function detailsOf(...pairs: [label: string, value: unknown][]): [string, string][] {
  return pairs.flatMap(([label, value]) => {
    const text = detailText(value)
    return text === null ? [] : [[label, text] as [string, string]]
  })
}
