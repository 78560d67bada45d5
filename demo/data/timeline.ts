import { part } from './mix.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** Made-up recordings started at least this long before the anchor, longer than any of them lasts, so that all have ended. */
export const youngest = 95 * minute

/** All of them lie within 90 days, with some room for the hours during which a host runs. */
const oldest = 89 * day

/** More than 1: the recent days hold more. */
const crowding = 1.4

/** Nights are quieter. Below 1 / 2π, so that no later row starts earlier. */
const rhythm = 0.11

const purpose = 1

export type Timeline = {
  /** When a row started. Row 0 is the newest; starts never rise with the row. */
  startOf(index: number): number
  /** How many rows started after this moment. */
  startedAfter(time: number): number
}

export type TimelineOptions = { seed: number; count: number; anchor: number; zoneHours: number }

export function createTimeline({ seed, count, anchor, zoneHours }: TimelineOptions): Timeline {
  const last = anchor - youngest
  const turn = (time: number) => Math.sin((2 * Math.PI * (time + (zoneHours - 3) * hour)) / day)
  const lastTurn = turn(last)

  function startOf(index: number): number {
    const depth = (index + part(seed, index, purpose)) / count
    const even = last - (oldest - youngest) * depth ** crowding
    return Math.floor(even + rhythm * day * (turn(even) - lastTurn))
  }

  function startedAfter(time: number): number {
    let low = 0
    let high = count
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (startOf(middle) > time) low = middle + 1
      else high = middle
    }
    return low
  }

  return { startOf, startedAfter }
}
