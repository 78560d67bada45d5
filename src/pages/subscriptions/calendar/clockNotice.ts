import { shiftBetween } from '#features/schedule/clockShift.ts'
import { clockChangeText, dateTimeText, placeText } from '#features/schedule/scheduleMessages.ts'
import { changeAfter, offsetAt } from '#features/schedule/zoneTime.ts'
import { zoneName } from '#lib/instant.ts'

type Change = { at: number; by: number }

function nextChange(zone: string | null, from: number, to: number): Change | null {
  const at = zone === null ? null : changeAfter(from, to, zone)
  return zone === null || at === null ? null : { at, by: offsetAt(at, zone) - offsetAt(at - 1, zone) }
}

function goes({ at, by }: Change, zone: string, now: number): string {
  return `${by > 0 ? 'forward' : 'back'} by ${clockChangeText(by)} on ${dateTimeText(at, zone, now)}`
}

function comes(shift: number): string {
  return `so what is delivered after it comes ${clockChangeText(shift)} ${shift > 0 ? 'later' : 'earlier'}`
}

/** What a change of the clock that one looks at does; schedules that run by a clock which changes then too stay where they are. */
function ownNotice(zone: string, change: Change, anchor: string | null, now: number): string {
  const clock = `The clock in ${zoneName(zone)} goes ${goes(change, zone, now)}.`
  const shift = shiftBetween(change.at - 1, change.at, zone, anchor)
  if (shift === 0) return `${clock} Schedules follow that clock, so their local time stays.`
  return `${clock} Schedules run ${anchor === null ? 'in UTC' : `by the clock ${placeText(anchor)}`}, ${comes(shift)} by that clock.`
}

/** What a change of the clock that schedules run by does on another clock, which stays. */
function anchorNotice(zone: string | null, change: Change, anchor: string, now: number): string | null {
  const shift = shiftBetween(change.at - 1, change.at, zone, anchor)
  const clock = `The clock in ${zoneName(anchor)}, by which schedules run, goes ${goes(change, anchor, now)}`
  return `${clock}, ${comes(shift)} ${zone === null ? 'in UTC' : placeText(zone)}.`
}

/**
 * What changes of clocks from `from` on and before `to` (milliseconds since 1970) do to the hour of deliveries by `zone`'s clock,
 * in a sentence or two; null where no clock changes. `anchor` is the zone that schedules run by, null for UTC.
 */
export function clockNotice(zone: string, from: number, to: number, anchor: string | null, now: number): string | null {
  const clock = zone === 'UTC' ? null : zone
  const own = nextChange(clock, from, to)
  const theirs = anchor === null ? null : nextChange(anchor, from, to)
  const notices = [
    ...(own && clock !== null ? [ownNotice(clock, own, anchor, now)] : []),
    ...(theirs && anchor !== null && theirs.at !== own?.at ? [anchorNotice(clock, theirs, anchor, now)] : []),
  ]
  return notices.length === 0 ? null : notices.join(' ')
}
