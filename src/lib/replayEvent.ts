import { EventType, type eventWithTime, IncrementalSource } from '@rrweb/types'

/** One rrweb event that may be played, and the browser tab ("window") it happened in. `timestamp`: milliseconds since 1970. */
export type ReplayEvent = eventWithTime & { windowId: string }

const byUser: ReadonlySet<IncrementalSource> = new Set([
  IncrementalSource.MouseMove,
  IncrementalSource.MouseInteraction,
  IncrementalSource.Scroll,
  IncrementalSource.ViewportResize,
  IncrementalSource.Input,
  IncrementalSource.TouchMove,
  IncrementalSource.Drag,
])

/** Whether somebody did this: what PostHog counts as activity (pointer, scroll, resize, input, touch, drag). */
export function isByUser(event: ReplayEvent): boolean {
  return event.type === EventType.IncrementalSnapshot && byUser.has(event.data.source)
}
