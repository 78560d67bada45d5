import { isByUser, type ReplayEvent } from '#lib/replayEvent.ts'

/** Follows which tab of the browser somebody is in. Times are milliseconds since 1970. */
export type WindowTracker = {
  /** Tells the tab that came to the front and when, where this event shows it. */
  track: (event: ReplayEvent) => { windowId: string; time: number; isFirst: boolean } | null
}

/**
 * Somebody is in a tab where they do something. They came there with the first sign of life of that tab since they last did
 * something in the one before: a new tab shows itself before anybody clicks in it.
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
