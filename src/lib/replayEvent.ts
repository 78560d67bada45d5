import { EventType, type eventWithTime, IncrementalSource } from '@rrweb/types'

/** An rrweb event that is safe to play, and the recorded browser tab ("window") it belongs to. */
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

/** Whether a person did this: what PostHog counts as activity (pointer, scroll, resize, input, touch, drag). */
export function isByUser(event: ReplayEvent): boolean {
  return event.type === EventType.IncrementalSnapshot && byUser.has(event.data.source)
}
