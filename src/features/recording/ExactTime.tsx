import { exactTimesBelowHead, relativeTime } from '#lib/instant.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import classes from './ExactTime.module.css'

type Props = { at: Date | null; zone: string | null; now: number; unknown: string }

/** Shows a time relative to now, then exactly in this browser's time zone, and the project's if it differs. */
export function ExactTime({ at, zone, now, unknown }: Props) {
  if (at === null) return <EmptyValue meaning={unknown} unknown />
  return (
    <time className={classes['time']} dateTime={at.toISOString()}>
      {relativeTime(at, now)}
      {exactTimesBelowHead(at, zone).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </time>
  )
}
