import { zoneAhead } from '../times.ts'
import { day, hour } from '../timeline.ts'

/** The first full hour from a moment on at which the clocks of a zone stand otherwise than before. A zone without: a year on. */
export function clockChangeAfter(time: number, zone: string): number {
  const before = zoneAhead(time, zone)
  const end = time + 366 * day
  let found = Math.ceil(time / hour) * hour
  while (found < end && zoneAhead(found + day, zone) === before) found += day
  while (found < end && zoneAhead(found, zone) === before) found += hour
  return found
}

/** Goes back by days to where the clocks of a zone stand otherwise than at another moment; not further than a year. */
export function lastTimeOfOtherOffset(from: number, reference: number, zone: string): number {
  const other = zoneAhead(reference, zone)
  let found = from
  while (found > from - 366 * day && zoneAhead(found, zone) === other) found -= day
  return found
}
