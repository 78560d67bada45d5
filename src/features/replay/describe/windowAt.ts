import type { WindowSwitch } from './item.ts'

/** The tab that was in front at a time (milliseconds from the start); null where nothing is known. `switches` are in order. */
export function windowAt(switches: readonly WindowSwitch[], time: number): string | null {
  return (switches.findLast(({ at }) => at <= time) ?? switches[0])?.windowId ?? null
}

/** The tabs of a recording in the order in which they came to the front, with the number that people know them by. */
export function windowNumbers(switches: readonly WindowSwitch[]): Map<string, number> {
  const ids = [...new Set(switches.map(({ windowId }) => windowId))]
  return new Map(ids.map((id, index) => [id, index + 1]))
}
