import { changeAfter, offsetAt, wallTime } from '#features/schedule/zoneTime.ts'
import { momentText } from '#features/schedule/words.ts'
import { zoneName } from '#lib/instant.ts'

/**
 * What a change of a zone's clock from `from` on and before `to` (milliseconds since 1970) does to deliveries, as a sentence;
 * null where the clock does not change. `anchor` is the zone that schedules run by, null for UTC.
 */
export function clockNotice(zone: string, from: number, to: number, anchor: string | null, now: number): string | null {
  if (zone === 'UTC') return null
  const at = changeAfter(from, to, zone)
  if (at === null) return null
  const by = offsetAt(at, zone) - offsetAt(at - 1, zone)
  const minutes = Math.abs(by) / 60_000
  const much = minutes === 60 ? 'an hour' : `${minutes} minutes`
  const clock = `The clock in ${zoneName(zone)} goes ${by > 0 ? 'forward' : 'back'} by ${much} on ${momentText(at, zone, now)}.`
  const isFollowed = anchor !== null && wallTime(at, anchor) === wallTime(at, zone)
  if (isFollowed) return `${clock} Schedules follow that clock, so their local time stays.`
  return `${clock} Schedules run in ${anchor === null ? 'UTC' : zoneName(anchor)}, so what is delivered after it comes ${much} ${by > 0 ? 'later' : 'earlier'} by that clock.`
}
