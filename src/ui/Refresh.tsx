import { IconRefresh } from '@tabler/icons-react'
import { relativeTime } from '#lib/instant.ts'
import classes from './Refresh.module.css'
import { IconButton } from './Button.tsx'

type Props = {
  /** When the rows were asked for, and the time now, in milliseconds since 1970; 0 before the first answer. */
  updatedAt: number
  now: number
  busy: boolean
  onRefresh: () => void
}

/** How old the answer on screen is, and the way to a newer one: nothing is asked again by itself. */
export function Refresh({ updatedAt, now, busy, onRefresh }: Props) {
  return (
    <>
      {updatedAt > 0 && <span className={classes['updated']}>Updated {relativeTime(new Date(updatedAt), now)}</span>}
      <IconButton variant="default" aria-label="Refresh" title="Refresh" loading={busy} onClick={onRefresh}>
        <IconRefresh size={16} aria-hidden />
      </IconButton>
    </>
  )
}
