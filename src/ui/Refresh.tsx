import { IconRefresh } from '@tabler/icons-react'
import { relativeTime } from '#lib/instant.ts'
import { Text } from './layout.tsx'
import classes from './Refresh.module.css'
import { IconButton } from './Button.tsx'

type Props = {
  /** Both in milliseconds since 1970; `updatedAt` is 0 before the first response. */
  updatedAt: number
  now: number
  busy: boolean
  onRefresh: () => void
}

/** The age of the data, with a button to refetch it; nothing refetches by itself. */
export function Refresh({ updatedAt, now, busy, onRefresh }: Props) {
  return (
    <>
      {updatedAt > 0 && (
        <Text as="span" size="xs" tone="dimmed" className={classes['updated']}>
          Updated {relativeTime(new Date(updatedAt), now)}
        </Text>
      )}
      <IconButton variant="default" aria-label="Refresh" title="Refresh" loading={busy} onClick={onRefresh}>
        <IconRefresh size={16} aria-hidden />
      </IconButton>
    </>
  )
}
