import { type SnapshotEvent, snapshotEvents } from '../data/capturedSessions.ts'
import { type Pace, paceOf } from './pace.ts'
import type { TimedLine } from './tape.ts'

const eventsByName = new Map<string, SnapshotEvent[]>()

/** The events of a captured session, read once. */
export function eventsOf(name: string): SnapshotEvent[] {
  const events = eventsByName.get(name) ?? snapshotEvents(name)
  eventsByName.set(name, events)
  return events
}

function timeOf({ event }: SnapshotEvent): number {
  return Number(event['timestamp'])
}

const clockNames = new Set(['timestamp', 'timeOrigin', 'cache_timestamp', 'eventTimestamp', 'lastActivityTimestamp'])

/** Clock readings below an event, as network and custom events have them, move with it. */
function moveClocks(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((one) => moveClocks(one, by))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'number' && clockNames.has(name) ? one + by : moveClocks(one, by),
    ]),
  )
}

function moved({ windowId, event }: SnapshotEvent, pace: Pace): TimedLine[] {
  const before = Number(event['timestamp'])
  const time = pace(before)
  if (time === null) return []
  const reports = event['type'] === 5 || event['type'] === 6
  const data = reports ? moveClocks(event['data'], time - before) : event['data']
  return [{ time, line: { windowId, event: { ...event, data, timestamp: time } } }]
}

/**
 * A captured session at another time: from `start`, and `length` milliseconds long (its own length if null), in the order in
 * which its events were sent. Fields that the SDK packed stay packed.
 */
export function playCaptured(name: string, start: number, length: number | null, seed = 0): TimedLine[] {
  const events = eventsOf(name)
  const times = events.map(timeOf)
  const pace = paceOf(times, start, length ?? lengthOf(name), seed)
  return events.flatMap((event) => moved(event, pace))
}

/** How long a captured session is, in milliseconds. */
export function lengthOf(name: string): number {
  const times = eventsOf(name).map(timeOf)
  return Math.max(...times) - Math.min(...times)
}
