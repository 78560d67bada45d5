import { relativeTime } from '#lib/instant.ts'
import { EmptyValue } from './EmptyValue.tsx'

/**
 * An instant as people speak of it ("3 hr ago"); on hover and focus `HintLayer` shows the exact time in this browser's zone and
 * the project's. `zone` is an IANA name; null stands for UTC.
 */
export function RelativeTime({ at, zone, now }: { at: Date | null; zone: string | null; now: number }) {
  if (!at) return <EmptyValue meaning="Unknown date" unknown />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see Hint
    <time dateTime={at.toISOString()} data-zone={zone ?? ''} tabIndex={0}>
      {relativeTime(at, now)}
    </time>
  )
}
