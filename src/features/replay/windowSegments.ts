import { EventType, IncrementalSource } from '@rrweb/types'
import type { ReplayEvent } from './windowPlayer.ts'

/** From when on which window was the one in use; `from` in milliseconds since 1970. In order of time. */
export type WindowSegment = { from: number; windowId: string }

const handmade: ReadonlySet<IncrementalSource> = new Set([
  IncrementalSource.MouseMove,
  IncrementalSource.MouseInteraction,
  IncrementalSource.Scroll,
  IncrementalSource.Input,
  IncrementalSource.TouchMove,
  IncrementalSource.MediaInteraction,
  IncrementalSource.Drag,
  IncrementalSource.Selection,
])

/** Whether a person did this, rather than the page by itself. */
export function isHandmade(event: ReplayEvent): boolean {
  return event.type === EventType.IncrementalSnapshot && handmade.has(event.data.source)
}

/** Adds to `segments` what the next event tells: the window in use is the one that the person last did something in. */
export function noteWindow(segments: WindowSegment[], windowId: string, event: ReplayEvent) {
  const last = segments.at(-1)
  if (last?.windowId === windowId) return
  if (last === undefined || isHandmade(event)) segments.push({ from: event.timestamp, windowId })
}

/** The window in use at an instant; the first one before anything happened, null where there is none. */
export function windowAt(segments: readonly WindowSegment[], at: number): string | null {
  return (segments.findLast(({ from }) => from <= at) ?? segments[0])?.windowId ?? null
}
