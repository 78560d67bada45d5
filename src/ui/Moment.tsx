import { exactTimes, relativeTime } from '#lib/instant.ts'
import { Dash } from './Dash.tsx'
import { Hint } from './Hint.tsx'

/**
 * An instant as people speak of it ("3 hr ago"), with the exact time in this browser's zone and the project's on hover and
 * focus. `zone` is an IANA name; null stands for UTC.
 */
export function Moment({ at, zone, now }: { at: Date | null; zone: string | null; now: number }) {
  if (!at) return <Dash meaning="The server did not say when." unknown />
  return (
    <Hint lines={exactTimes(at, zone)}>
      <time dateTime={at.toISOString()}>{relativeTime(at, now)}</time>
    </Hint>
  )
}
