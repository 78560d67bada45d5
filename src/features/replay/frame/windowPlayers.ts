import type { ReplayEvent } from '#lib/replayEvent.ts'
import { EventType } from '@rrweb/types'
import type { LoadedRange } from '../timeline.ts'
import { createWindowPlayer, type PageSize, type WindowPlayer } from './windowPlayer.ts'

/** Plays one loaded range, with a player per window that is created on first use. */
export type WindowPlayers = {
  /** Whether it shows this range as it is now. Events inserted since then need new players. */
  matches: (range: LoadedRange) => boolean
  /** Adds new events. */
  update: (ranges: readonly LoadedRange[]) => void
  /** Windows with events, in the order of their first event. */
  windows: () => string[]
  /** Time of the window's first page, in milliseconds since 1970; null if it has none. */
  firstPageAt: (windowId: string) => number | null
  /** Null if the window has no page to show. */
  player: (windowId: string) => WindowPlayer | null
  /** Hides and stops all other windows. */
  showOnly: (windowId: string | null) => void
  destroy: () => void
}

type Options = {
  /** Element of the frame document to draw into. */
  root: HTMLElement
  range: LoadedRange
  mouseTail: boolean
  onResize: (windowId: string, size: PageSize) => void
  /** Called when a visible page had to be removed. */
  onError: (error: string) => void
}

/** The range's events may grow, in time order. */
export function createWindowPlayers({ root, range, mouseTail, onResize, onError }: Options): WindowPlayers {
  const eventsByWindow = new Map<string, ReplayEvent[]>()
  const firstPages = new Map<string, number>()
  const players = new Map<string, WindowPlayer>()
  let current: LoadedRange = range
  let eventCount = 0
  let lastEvent: ReplayEvent | undefined
  let isOutdated = false

  function addEvents(events: readonly ReplayEvent[]) {
    for (let index = eventCount; index < events.length; index += 1) {
      const event = events[index]
      if (event === undefined) continue
      if (event.type === EventType.FullSnapshot && !firstPages.has(event.windowId))
        firstPages.set(event.windowId, event.timestamp)
      const list = eventsByWindow.get(event.windowId)
      if (list) list.push(event)
      else eventsByWindow.set(event.windowId, [event])
      players.get(event.windowId)?.add(event)
    }
    eventCount = events.length
    lastEvent = events.at(-1)
  }

  /** How many events of a range are already known; null if it is another range. */
  function knownCount({ events }: LoadedRange): number | null {
    if (events[eventCount - 1] === lastEvent) return eventCount
    const index = lastEvent === undefined ? -1 : events.lastIndexOf(lastEvent)
    return index < 0 ? null : index + 1
  }

  function update(ranges: readonly LoadedRange[]) {
    const match =
      ranges.find((one) => one.streamId === current.streamId && knownCount(one) !== null) ??
      ranges.find((one) => knownCount(one) !== null)
    if (!match) return
    const count = knownCount(match) ?? 0
    // Events were inserted: playback continues, but the next page is rebuilt.
    if (count !== eventCount) isOutdated = true
    current = match
    eventCount = count
    addEvents(match.events)
  }

  function createPlayer(windowId: string): WindowPlayer | null {
    const events = eventsByWindow.get(windowId) ?? []
    if (events.length < 2 || !firstPages.has(windowId)) return null
    const player = createWindowPlayer({
      root,
      events: [...events],
      mouseTail,
      onResize: (size) => onResize(windowId, size),
      onError,
    })
    players.set(windowId, player)
    return player
  }

  addEvents(range.events)

  return {
    matches(candidate) {
      update([candidate])
      return !isOutdated && current.streamId === candidate.streamId
    },
    update,
    windows: () => [...eventsByWindow.keys()],
    firstPageAt: (windowId) => firstPages.get(windowId) ?? null,
    player: (windowId) => players.get(windowId) ?? createPlayer(windowId),
    showOnly(windowId) {
      for (const [id, { wrapper, stop }] of players) {
        const isShown = id === windowId
        wrapper.hidden = !isShown
        if (!isShown) stop()
      }
    },
    destroy() {
      for (const player of players.values()) player.destroy()
      players.clear()
    },
  }
}
