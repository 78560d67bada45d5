import { dayMs } from './calendar.ts'
import { expandRule } from './expandSchedule.ts'
import type { Rule } from './readRule.ts'
import { changeAfter, offsetAt, wallTime } from './zoneTime.ts'

/**
 * A change of a zone's clock that moves a schedule: `at` is when the clock changes, `first` the first delivery after it, both in
 * milliseconds since 1970; `by` is how far the zone's clock moves ahead, in milliseconds.
 */
export type ClockShift = { at: number; first: number; by: number }

/** Summer time may begin and end between two deliveries: then the one after is where it was. */
const maxChanges = 8

/** The last change before a delivery: between two deliveries there may be several. */
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
 * The first change of a zone's clock after the delivery at `delivery` that puts a later delivery, before `to`, at another hour
 * there (milliseconds since 1970). Null where there is none: a zone without changes, or no delivery after one.
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

/** As far ahead as the sentence of a schedule looks: past both changes of a year. In milliseconds. */
export const shiftHorizon = 400 * dayMs

/**
 * How much later by a zone's clock one delivery comes than the one before it, because clocks change in between: in milliseconds,
 * below zero for earlier. `zone` null for UTC; `anchor` is the zone that the schedule runs by, null for UTC.
 */
export function shiftBetween(before: number, after: number, zone: string | null, anchor: string | null): number {
  const moved = (clock: string | null) => wallTime(after, clock) - wallTime(before, clock)
  return moved(zone) - moved(anchor)
}
