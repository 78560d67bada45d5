import { isByUser, type ReplayEvent } from '#lib/replayEvent.ts'

/** Tracks which window the user is in. Times are milliseconds since 1970. */
export type WindowTracker = {
  /** Returns the switch that this event reveals. */
  track: (event: ReplayEvent) => { windowId: string; time: number; isFirst: boolean } | null
}

/**
 * A user is in a window once they act in it. The switch dates from that window's first event since they last acted elsewhere,
 * because a new tab loads before anybody clicks in it.
 */
export function createWindowTracker(): WindowTracker {
  let current: string | null = null
  const firstSeen = new Map<string, number>()

  return {
    track(event) {
      const { windowId, timestamp } = event
      if (current === null) {
        current = windowId
        return { windowId, time: timestamp, isFirst: true }
      }
      if (windowId === current) {
        if (isByUser(event)) firstSeen.clear()
        return null
      }
      if (!firstSeen.has(windowId)) firstSeen.set(windowId, timestamp)
      if (!isByUser(event)) return null
      const time = firstSeen.get(windowId) ?? timestamp
      current = windowId
      firstSeen.clear()
      return { windowId, time, isFirst: false }
    },
  }
}
