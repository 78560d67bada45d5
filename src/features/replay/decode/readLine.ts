import { isRecord } from '#lib/isRecord.ts'
import { textHash } from '#lib/textHash.ts'
import type { SkipReason } from './skips.ts'

/** An event as sent. `hash` identifies exact duplicates; `size` is the length of its JSON. */
export type RawEvent = { windowId: string; event: Record<string, unknown>; hash: number; size: number }

/** For events that name no window. */
export const defaultWindowId = '1'

type ParsedEvent = Pick<RawEvent, 'windowId' | 'event'>

export function withHash({ windowId, event }: ParsedEvent): RawEvent {
  const text = JSON.stringify(event)
  return { windowId, event, hash: textHash(`${windowId} ${text}`), size: text.length }
}

function windowIdOf(...values: unknown[]): string {
  for (const value of values) {
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return String(value)
  }
  return defaultWindowId
}

function isEvent(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && 'type' in value && 'timestamp' in value
}

/** `["windowId", event]`, where a list of events may replace the event. */
function isPair(value: unknown): value is [string | number, unknown] {
  return Array.isArray(value) && value.length === 2 && (typeof value[0] === 'string' || typeof value[0] === 'number')
}

/**
 * Finds events in all known shapes (posthog-api.md#j2-blocks): `["windowId", event]`, `{window_id, data: [event, …]}`, an event
 * with its own `windowId`, `{snapshots: […]}`, and lists of these. `maxDepth` stops hostile nesting.
 */
export function findEvents(value: unknown, onSkip: (reason: SkipReason) => void, maxDepth = 4): ParsedEvent[] {
  if (isEvent(value)) return [{ windowId: windowIdOf(value['windowId'], value['window_id']), event: value }]
  if (maxDepth > 0 && isPair(value)) {
    const windowId = windowIdOf(value[0])
    return findEvents(value[1], onSkip, maxDepth - 1).map(({ event }) => ({ windowId, event }))
  }
  if (maxDepth > 0 && Array.isArray(value)) return value.flatMap((one) => findEvents(one, onSkip, maxDepth - 1))
  if (maxDepth > 0 && isRecord(value)) {
    const { snapshots, data } = value
    if (Array.isArray(snapshots)) return findEvents(snapshots, onSkip, maxDepth - 1)
    if (Array.isArray(data)) {
      const windowId = windowIdOf(value['window_id'], value['windowId'])
      return findEvents(data, onSkip, maxDepth - 1).map(({ event }) => ({ windowId, event }))
    }
  }
  onSkip('no-event')
  return []
}

export function readLine(line: string, onSkip: (reason: SkipReason) => void): RawEvent[] {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    onSkip('no-json')
    return []
  }
  const events = findEvents(json, onSkip)
  if (events.length === 1) return events.map((one) => ({ ...one, hash: textHash(line), size: line.length }))
  return events.map(withHash)
}
