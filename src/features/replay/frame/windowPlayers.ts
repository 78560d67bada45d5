import type { ReplayEvent } from '#lib/replayEvent.ts'
import { EventType } from '@rrweb/types'
import type { LoadedRange } from '../timeline.ts'
import { createWindowPlayer, type PageSize, type WindowPlayer } from './windowPlayer.ts'

/** A run of a recording on stage: a player for each of its windows, made when it is first shown. */
export type WindowPlayers = {
  /** Whether it shows this run as it is now. What has joined or come late since is only seen by a new scene. */
  matches: (range: LoadedRange) => boolean
  /** Takes over what has arrived since. */
  update: (ranges: readonly LoadedRange[]) => void
  /** Windows that something happened in, in the order of their first event. */
  windows: () => string[]
  /** When the first page of a window stood, in milliseconds since 1970; null where it has none. */
  firstPageAt: (windowId: string) => number | null
  /** Null where a window has no page to show. */
  player: (windowId: string) => WindowPlayer | null
  /** Hides and stops all windows but one. */
  showOnly: (windowId: string | null) => void
  destroy: () => void
}

type Options = {
  /** Element of the stage to draw into. */
  root: HTMLElement
  range: LoadedRange
  mouseTail: boolean
  onResize: (windowId: string, size: PageSize) => void
  /** Hears why a page that is shown had to be taken away. */
  onError: (error: string) => void
}

/** Puts a run on stage. Its list of events may grow; they stand in the order of time. */
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

  /** How many of a run's events are here already; null where the run is another one. */
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
    // Others came in between or before: what plays goes on, what is shown next is built anew.
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
