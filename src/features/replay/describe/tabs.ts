import { isByUser, type ReplayEvent } from '#lib/replayEvent.ts'

/** Follows which tab of the browser somebody is in. Times are milliseconds since 1970. */
export type Tabs = {
  /** Tells the tab that came to the front and when, where this event shows it. */
  see: (event: ReplayEvent) => { windowId: string; time: number; isFirst: boolean } | null
}

/**
 * Somebody is in a tab where they do something. They came there with the first sign of life of that tab since they last did
 * something in the one before: a new tab shows itself before anybody clicks in it.
 */
export function createTabs(): Tabs {
  let current: string | null = null
  const signs = new Map<string, number>()

  return {
    see(event) {
      const { windowId, timestamp } = event
      if (current === null) {
        current = windowId
        return { windowId, time: timestamp, isFirst: true }
      }
      if (windowId === current) {
        if (isByUser(event)) signs.clear()
        return null
      }
      if (!signs.has(windowId)) signs.set(windowId, timestamp)
      if (!isByUser(event)) return null
      const time = signs.get(windowId) ?? timestamp
      current = windowId
      signs.clear()
      return { windowId, time, isFirst: false }
    },
  }
}
