export const itemKinds = [
  'note',
  'navigation',
  'click',
  'input',
  'console',
  'network',
  'page',
  'window',
  'custom',
  'recorder',
] as const
/**
 * `note`: written by the user; `page`: hidden, visible, idle, offline; `window`: switch to another tab; `custom`: sent by the site; `recorder`: the recorder's
 * own messages.
 */
export type ItemKind = (typeof itemKinds)[number]

/** One event for people to read. Its texts come from the recorded site, so never render them as markup or as links. */
export type InspectorItem = {
  /** Unique within one loaded recording. */
  key: string
  /** Milliseconds from the start of the recording. */
  at: number
  windowId: string
  kind: ItemKind
  /** Without a period: "Clicked “Add to basket”". */
  text: string
  level: 'info' | 'warn' | 'error'
  details: [label: string, value: string][]
}

/** An item before it has a key. `time`: milliseconds since 1970. */
export type NewItem = Pick<InspectorItem, 'kind' | 'text' | 'windowId'> &
  Partial<Pick<InspectorItem, 'level' | 'details'>> & { time: number }

/** `at`: milliseconds from the start. The first one is the initial window. */
export type WindowSwitch = { at: number; windowId: string }

const maxTextLength = 500
const maxDetailLength = 10_000

export function oneLine(text: string, maxLength = maxTextLength): string {
  const line = text
    .slice(0, maxLength * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line
}

/** Null if there is nothing to show. */
export function detailText(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return text.length > maxDetailLength ? `${text.slice(0, maxDetailLength)}…` : text
}

/** Keeps only details with a value. */
export function detailsOf(...pairs: [label: string, value: unknown][]): [string, string][] {
  return pairs.flatMap(([label, value]) => {
    const text = detailText(value)
    return text === null ? [] : [[label, text] as [string, string]]
  })
}
