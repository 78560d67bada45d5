import type { WindowSwitch } from './item.ts'

/** The window in use at a time (milliseconds from the start); null if unknown. `switches` are in time order. */
export function windowAt(switches: readonly WindowSwitch[], time: number): string | null {
  return (switches.findLast(({ at }) => at <= time) ?? switches[0])?.windowId ?? null
}

/** Numbers windows in order of first use, as shown to people. */
export function windowNumbers(switches: readonly WindowSwitch[]): Map<string, number> {
  const ids = [...new Set(switches.map(({ windowId }) => windowId))]
  return new Map(ids.map((id, index) => [id, index + 1]))
}
