import { type SnapshotEvent, snapshotEvents } from '../data/capturedSessions.ts'
import { type Played, visitFile } from '../data/leafAndKettle/visitParts.ts'
import { type Pace, paceOf } from '../data/pace.ts'
import type { TimedLine } from './tape.ts'

const eventsByName = new Map<string, SnapshotEvent[]>()

/** The events of a captured session or visit, read once. */
function eventsOf(name: string): SnapshotEvent[] {
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

/** Captured events at another time: from `start`, and `length` milliseconds long (their own length if null). */
function play(events: readonly SnapshotEvent[], start: number, length: number | null, seed: number): TimedLine[] {
  const times = events.map(timeOf)
  const pace = paceOf(times, start, length ?? lengthOf(events), seed)
  return events.flatMap((event) => moved(event, pace))
}

/**
 * A captured session at another time: from `start`, and `length` milliseconds long (its own length if null), in the order in
 * which its events were sent. Fields that the SDK packed stay packed.
 */
export function playCaptured(name: string, start: number, length: number | null, seed = 0): TimedLine[] {
  return play(eventsOf(name), start, length, seed)
}

/** A part of a visit to Leaf & Kettle at another time, like `playCaptured`. */
export function playPart({ visit, from, until, seed }: Played, start: number, length: number | null): TimedLine[] {
  const events = eventsOf(visitFile(visit)).filter((event) => timeOf(event) >= from && timeOf(event) <= until)
  return play(events, start, length, seed)
}

/** How long captured events are, in milliseconds. */
function lengthOf(events: readonly SnapshotEvent[]): number {
  const times = events.map(timeOf)
  return Math.max(...times) - Math.min(...times)
}
