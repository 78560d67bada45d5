import { shiftBetween } from '#features/schedule/clockShift.ts'
import { clockChangeText, dateTimeText } from '#features/schedule/scheduleMessages.ts'
import { changeAfter, offsetAt } from '#features/schedule/zoneTime.ts'
import { zoneLabel, zoneName } from '#lib/instant.ts'

type Change = { at: number; by: number }

function nextChange(zone: string | null, from: number, to: number): Change | null {
  const at = zone === null ? null : changeAfter(from, to, zone)
  return zone === null || at === null ? null : { at, by: offsetAt(at, zone) - offsetAt(at - 1, zone) }
}

function changeText({ at, by }: Change, zone: string): string {
  return `${by > 0 ? 'forward' : 'back'} ${clockChangeText(by)} on ${dateTimeText(at, zone)}`
}

function effectText(shift: number): string {
  return `so deliveries after that arrive ${clockChangeText(shift)} ${shift > 0 ? 'later' : 'earlier'}`
}

/** Effect of a clock change in the zone on screen. */
function viewedZoneNotice(zone: string, change: Change, anchor: string | null): string {
  const clock = `Clocks in ${zoneName(zone)} go ${changeText(change, zone)}.`
  const shift = shiftBetween(change.at - 1, change.at, zone, anchor)
  if (shift === 0) return `${clock} Schedules follow these clocks, so local times stay the same.`
  return `${clock} Schedules run in ${zoneLabel(anchor)}, ${effectText(shift)} in ${zoneLabel(zone)}.`
}

/** Effect of a clock change in the zone that schedules follow. */
function scheduleZoneNotice(zone: string | null, change: Change, anchor: string): string | null {
  const shift = shiftBetween(change.at - 1, change.at, zone, anchor)
  const clock = `Clocks in ${zoneName(anchor)}, which schedules follow, go ${changeText(change, anchor)}`
  return `${clock}, ${effectText(shift)} in ${zoneLabel(zone)}.`
}

/**
 * How clock changes from `from` and before `to` (milliseconds since 1970) move deliveries in local time, in a sentence or two;
 * null without a change. `anchor` is the zone that schedules follow, null for UTC.
 */
export function clockNotice(zone: string, from: number, to: number, anchor: string | null): string | null {
  const clock = zone === 'UTC' ? null : zone
  const viewedChange = nextChange(clock, from, to)
  const scheduleChange = anchor === null ? null : nextChange(anchor, from, to)
  const notices = [
    ...(viewedChange && clock !== null ? [viewedZoneNotice(clock, viewedChange, anchor)] : []),
    ...(scheduleChange && anchor !== null && scheduleChange.at !== viewedChange?.at
      ? [scheduleZoneNotice(clock, scheduleChange, anchor)]
      : []),
  ]
  return notices.length === 0 ? null : notices.join(' ')
}
