import { IconLock, IconWorld } from '@tabler/icons-react'
import type { ApiConnection } from '#storage/connections.ts'
import { InlineRow } from '#ui/layout.tsx'
import classes from './PublicBadge.module.css'
import { useKnownShare } from './useKnownShare.ts'

export function PublicMark({ hasPassword }: { hasPassword: boolean }) {
  const Icon = hasPassword ? IconLock : IconWorld
  return (
    <InlineRow
      gap={4}
      className={classes['mark']}
      title={hasPassword ? 'Public with a password' : 'Anyone with the link can watch'}
    >
      <Icon size={14} aria-hidden /> Public
    </InlineRow>
  )
}

/** For a recording that was public when last checked; asks the server nothing. */
export function PublicBadge({ connection, id }: { connection: ApiConnection; id: string }) {
  const known = useKnownShare(connection, id)
  return known?.enabled ? <PublicMark hasPassword={known.passwordRequired === true} /> : null
}
