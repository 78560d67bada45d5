import { IconWorld } from '@tabler/icons-react'
import type { Connection } from '#storage/connections.ts'
import classes from './ShareButton.module.css'
import { showSharing } from './showSharing.ts'
import { useKnownShare } from './useKnownShare.ts'
import { Button } from '#ui/Button.tsx'

/** Scrolls to the section "Sharing". Uses the last known state and sends no request. */
export function ShareButton({ connection, id }: { connection: Connection; id: string }) {
  const isPublic = useKnownShare(connection, id)?.enabled === true
  return (
    <Button
      variant="default"
      className={isPublic ? classes['public'] : undefined}
      leftSection={<IconWorld size={14} aria-hidden />}
      onClick={showSharing}
    >
      {isPublic ? 'Public' : 'Share…'}
    </Button>
  )
}
