import { dayMs } from './calendar.ts'
import { expandRule } from './expandSchedule.ts'
import type { Rule } from './readRule.ts'
import { changeAfter, offsetAt, wallTime } from './zoneTime.ts'

/**
 * A clock change that moves deliveries to another local hour. `at` is the change, `first` the first delivery after it
 * (milliseconds since 1970), and `by` how far the local hour moves (milliseconds).
 */
export type ClockShift = { at: number; first: number; by: number }

/** A delivery after a whole number of daylight-saving periods keeps its local hour, so more than one change is checked. */
const maxChanges = 8

function changeBefore(at: number, first: number, zone: string): number {
  let last = at
  for (let changes = 0; changes < maxChanges; changes += 1) {
    const later = changeAfter(last, first + 1, zone)
    if (later === null) return last
    last = later
  }
  return last
}

/**
 * The first clock change after `delivery` that gives a later delivery, before `to`, another local hour in `zone`. Times in
 * milliseconds since 1970. Null without one.
 */
export function nextShift(rule: Rule, anchor: string | null, zone: string, delivery: number, to: number): ClockShift | null {
  const offset = offsetAt(delivery, zone)
  let from = delivery
  for (let changes = 0; changes < maxChanges; changes += 1) {
    const at = changeAfter(from, to, zone)
    if (at === null) return null
    const first = expandRule(rule, at, to, anchor, 1).times[0]
    if (first === undefined) return null
    const by = offsetAt(first, zone) - offset
    if (by !== 0) return { at: changeBefore(at, first, zone), first, by }
    from = first
  }
  return null
}

/** How far ahead a schedule description looks, in milliseconds: past both changes of a year. */
export const shiftHorizon = 400 * dayMs

/**
 * How much the local hour in `zone` moves between two deliveries because of clock changes: milliseconds, negative for earlier.
 * `anchor` is the zone that the schedule follows. Null stands for UTC.
 */
export function shiftBetween(before: number, after: number, zone: string | null, anchor: string | null): number {
  const moved = (clock: string | null) => wallTime(after, clock) - wallTime(before, clock)
  return moved(zone) - moved(anchor)
}
