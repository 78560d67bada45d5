import { shiftBetween } from '#features/schedule/clockShift.ts'
import { clockChangeText, dateTimeText, zonePhrase } from '#features/schedule/scheduleMessages.ts'
import { changeAfter, offsetAt } from '#features/schedule/zoneTime.ts'
import { zoneName } from '#lib/instant.ts'

type Change = { at: number; by: number }

function nextChange(zone: string | null, from: number, to: number): Change | null {
  const at = zone === null ? null : changeAfter(from, to, zone)
  return zone === null || at === null ? null : { at, by: offsetAt(at, zone) - offsetAt(at - 1, zone) }
}

function changeText({ at, by }: Change, zone: string, now: number): string {
  return `${by > 0 ? 'forward' : 'back'} by ${clockChangeText(by)} on ${dateTimeText(at, zone, now)}`
}

function effectText(shift: number): string {
  return `so what is delivered after it comes ${clockChangeText(shift)} ${shift > 0 ? 'later' : 'earlier'}`
}

/** Effect of a clock change in the zone on screen. */
function viewedZoneNotice(zone: string, change: Change, anchor: string | null, now: number): string {
  const clock = `The clock in ${zoneName(zone)} goes ${changeText(change, zone, now)}.`
  const shift = shiftBetween(change.at - 1, change.at, zone, anchor)
  if (shift === 0) return `${clock} Schedules follow that clock, so their local time stays.`
  return `${clock} Schedules run ${anchor === null ? 'in UTC' : `by the clock ${zonePhrase(anchor)}`}, ${effectText(shift)} by that clock.`
}

/** Effect of a clock change in the zone that schedules follow. */
function scheduleZoneNotice(zone: string | null, change: Change, anchor: string, now: number): string | null {
  const shift = shiftBetween(change.at - 1, change.at, zone, anchor)
  const clock = `The clock in ${zoneName(anchor)}, by which schedules run, goes ${changeText(change, anchor, now)}`
  return `${clock}, ${effectText(shift)} ${zone === null ? 'in UTC' : zonePhrase(zone)}.`
}

/**
 * How clock changes from `from` and before `to` (milliseconds since 1970) move deliveries in local time, in a sentence or two;
 * null without a change. `anchor` is the zone that schedules follow, null for UTC.
 */
export function clockNotice(zone: string, from: number, to: number, anchor: string | null, now: number): string | null {
  const clock = zone === 'UTC' ? null : zone
  const viewedChange = nextChange(clock, from, to)
  const scheduleChange = anchor === null ? null : nextChange(anchor, from, to)
  const notices = [
    ...(viewedChange && clock !== null ? [viewedZoneNotice(clock, viewedChange, anchor, now)] : []),
    ...(scheduleChange && anchor !== null && scheduleChange.at !== viewedChange?.at
      ? [scheduleZoneNotice(clock, scheduleChange, anchor, now)]
      : []),
  ]
  return notices.length === 0 ? null : notices.join(' ')
}
