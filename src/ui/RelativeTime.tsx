import { relativeTime } from '#lib/instant.ts'
import { EmptyValue } from './EmptyValue.tsx'

/**
 * "3 hr ago"; on hover and focus `TooltipLayer` shows the exact time in this browser's zone and the project's. `zone` is an
 * IANA name; null means UTC.
 */
export function RelativeTime({ at, zone, now }: { at: Date | null; zone: string | null; now: number }) {
  if (!at) return <EmptyValue meaning="Unknown date" unknown />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see Tooltip
    <time dateTime={at.toISOString()} data-zone={zone ?? ''} tabIndex={0}>
      {relativeTime(at, now)}
    </time>
  )
}
