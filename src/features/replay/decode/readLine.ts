import { isRecord } from '#lib/isRecord.ts'
import { textHash } from '#lib/textHash.ts'
import type { SkipReason } from './skips.ts'

/** An event as it was sent, with the tab it happened in. `hash` tells exact duplicates; `size` is its JSON, in characters. */
export type RawEvent = { windowId: string; event: Record<string, unknown>; hash: number; size: number }

/** The tab of events that do not name one. */
export const onlyWindow = '1'

type Found = Pick<RawEvent, 'windowId' | 'event'>

/** The same event for whoever has no line of text for it. */
export function identified({ windowId, event }: Found): RawEvent {
  const text = JSON.stringify(event)
  return { windowId, event, hash: textHash(`${windowId} ${text}`), size: text.length }
}

function windowName(...values: unknown[]): string {
  for (const value of values) {
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return String(value)
  }
  return onlyWindow
}

function isEvent(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && 'type' in value && 'timestamp' in value
}

/** `["windowId", event]`, also with a list of events in the place of one. */
function isPair(value: unknown): value is [string | number, unknown] {
  return Array.isArray(value) && value.length === 2 && (typeof value[0] === 'string' || typeof value[0] === 'number')
}

/**
 * Events of any shape that is known (posthog-api.md#j2-blocks): `["windowId", event]`, `{window_id, data: [event, …]}`, an
 * event with its own `windowId`, `{snapshots: […]}`, and lists of all of these. `deepest` keeps hostile nesting out.
 */
export function findEvents(value: unknown, onSkip: (reason: SkipReason) => void, deepest = 4): Found[] {
  if (isEvent(value)) return [{ windowId: windowName(value['windowId'], value['window_id']), event: value }]
  if (deepest > 0 && isPair(value)) {
    const windowId = windowName(value[0])
    return findEvents(value[1], onSkip, deepest - 1).map(({ event }) => ({ windowId, event }))
  }
  if (deepest > 0 && Array.isArray(value)) return value.flatMap((one) => findEvents(one, onSkip, deepest - 1))
  if (deepest > 0 && isRecord(value)) {
    const { snapshots, data } = value
    if (Array.isArray(snapshots)) return findEvents(snapshots, onSkip, deepest - 1)
    if (Array.isArray(data)) {
      const windowId = windowName(value['window_id'], value['windowId'])
      return findEvents(data, onSkip, deepest - 1).map(({ event }) => ({ windowId, event }))
    }
  }
  onSkip('no-event')
  return []
}

/** The events of one line. What cannot be read is told to `onSkip` and left out. */
export function readLine(line: string, onSkip: (reason: SkipReason) => void): RawEvent[] {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    onSkip('no-json')
    return []
  }
  const found = findEvents(json, onSkip)
  if (found.length === 1) return found.map((one) => ({ ...one, hash: textHash(line), size: line.length }))
  return found.map(identified)
}
