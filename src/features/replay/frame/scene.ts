import type { ReplayEvent } from '#lib/replayEvent.ts'
import { EventType } from '@rrweb/types'
import type { EventRun } from '../timeline.ts'
import { createWindowPlayer, type PageSize, type WindowPlayer } from './windowPlayer.ts'

/** A run of a recording on stage: a player for each of its windows, made when it is first shown. */
export type Scene = {
  /** Whether it shows this run as it is now. What has joined or come late since is only seen by a new scene. */
  holds: (run: EventRun) => boolean
  /** Takes over what has arrived since. */
  follow: (runs: readonly EventRun[]) => void
  /** Windows that something happened in, in the order of their first event. */
  windows: () => string[]
  /** When the first page of a window stood, in milliseconds since 1970; null where it has none. */
  opensAt: (windowId: string) => number | null
  /** Null where a window has no page to show. */
  player: (windowId: string) => WindowPlayer | null
  /** Hides and stops all windows but one. */
  showOnly: (windowId: string | null) => void
  destroy: () => void
}

type Options = {
  /** Element of the stage to draw into. */
  root: HTMLElement
  run: EventRun
  mouseTail: boolean
  onResize: (windowId: string, size: PageSize) => void
  /** Hears why a page that is shown had to be taken away. */
  onFault: (fault: string) => void
}

/** Puts a run on stage. Its list of events may grow; they stand in the order of time. */
export function openScene({ root, run, mouseTail, onResize, onFault }: Options): Scene {
  const own = new Map<string, ReplayEvent[]>()
  const opened = new Map<string, number>()
  const players = new Map<string, WindowPlayer>()
  let shown: EventRun = run
  let taken = 0
  let last: ReplayEvent | undefined
  let isOutdated = false

  function take(events: readonly ReplayEvent[]) {
    for (let index = taken; index < events.length; index += 1) {
      const event = events[index]
      if (event === undefined) continue
      if (event.type === EventType.FullSnapshot && !opened.has(event.windowId)) opened.set(event.windowId, event.timestamp)
      const list = own.get(event.windowId)
      if (list) list.push(event)
      else own.set(event.windowId, [event])
      players.get(event.windowId)?.add(event)
    }
    taken = events.length
    last = events.at(-1)
  }

  /** How many of a run's events are here already; null where the run is another one. */
  function known({ events }: EventRun): number | null {
    if (events[taken - 1] === last) return taken
    const index = last === undefined ? -1 : events.lastIndexOf(last)
    return index < 0 ? null : index + 1
  }

  function follow(runs: readonly EventRun[]) {
    const found = runs.find((one) => one.run === shown.run && known(one) !== null) ?? runs.find((one) => known(one) !== null)
    if (!found) return
    const count = known(found) ?? 0
    // Others came in between or before: what plays goes on, what is shown next is built anew.
    if (count !== taken) isOutdated = true
    shown = found
    taken = count
    take(found.events)
  }

  function make(windowId: string): WindowPlayer | null {
    const events = own.get(windowId) ?? []
    if (events.length < 2 || !opened.has(windowId)) return null
    const made = createWindowPlayer({
      root,
      events: [...events],
      mouseTail,
      onResize: (size) => onResize(windowId, size),
      onFault,
    })
    players.set(windowId, made)
    return made
  }

  take(run.events)

  return {
    holds(wanted) {
      follow([wanted])
      return !isOutdated && shown.run === wanted.run
    },
    follow,
    windows: () => [...own.keys()],
    opensAt: (windowId) => opened.get(windowId) ?? null,
    player: (windowId) => players.get(windowId) ?? make(windowId),
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
