import type { InspectorItem } from '../describe/item.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import type { Player } from '../frame/player.ts'

/** During playback, an error is this long the present one, in milliseconds, so that going back can pass it. */
const playingTolerance = 1000

/** A page shows an error after its message, because changes are recorded in the next task. In milliseconds. */
const pageFollowsMs = 100

/** Lists are replaced when they change, and these are asked for while playing. */
const known = new WeakMap<readonly InspectorItem[], readonly number[]>()

/** When the page shows errors, in milliseconds from the start, as far as loaded. */
export function errorTimes(items: readonly InspectorItem[]): readonly number[] {
  const times = known.get(items) ?? [
    ...new Set(items.filter(({ level }) => level === 'error').map(({ at }) => at + pageFollowsMs)),
  ]
  known.set(items, times)
  return times
}

/** The closest error before or after the player's position; undefined if none has loaded. */
export function findError(load: ReplayLoad, player: Player, direction: 'previous' | 'next'): number | undefined {
  const { position, isRunning } = player.get()
  const times = errorTimes(load.get().items)
  if (direction === 'next') return times.find((at) => at > position)
  return times.findLast((at) => at < position - (isRunning ? playingTolerance : 0))
}
