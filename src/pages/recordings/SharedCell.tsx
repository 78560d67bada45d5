import { IconAlertTriangle } from '@tabler/icons-react'
import { useConnection } from '#features/connection/useConnection.ts'
import { refusalMessages } from '#api/http/refusalMessages.ts'
import { useFetchShare } from '#features/sharing/useFetchShare.ts'
import { useKnownShare } from '#features/sharing/useKnownShare.ts'
import type { ApiError } from '#api/http/errors.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Tooltip } from '#ui/Tooltip.tsx'
import { useOnScreen } from '#ui/useOnScreen.ts'
import { ShareState, SharingLink } from './KnownShareCell.tsx'
import classes from './SharedCell.module.css'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'

/** An older state is checked again once its row is visible. In milliseconds. */
const maxAgeMs = 24 * 3_600_000

type Props = { id: string; now: number }

/** As `KnownShareCell`; checks once if the row is visible and has no recent state. */
export function SharedCell({ id, now }: Props) {
  const connection = useConnection()
  const known = useKnownShare(connection, id)
  const [cell, isOnScreen] = useOnScreen()
  const isDue = known === null || (known !== undefined && now - known.checkedAt > maxAgeMs)
  const failure = useFetchShare(connection, id, isOnScreen && isDue)

  return (
    <span ref={cell} className={classes['cell']}>
      <SharingLink id={id}>
        {known ? (
          <ShareState known={known} zone={connection.zone} now={now} />
        ) : failure ? (
          <Failed error={failure} />
        ) : (
          <Unknown />
        )}
      </SharingLink>
    </span>
  )
}

function Failed({ error }: { error: ApiError }) {
  const { message, next } = refusalMessages(error)
  return (
    <Tooltip lines={['Couldn’t check whether it’s public.', message, ...(next ? [next] : [])]} focusable={false}>
      <span className={classes['failed']} aria-hidden>
        <IconAlertTriangle size={14} /> Failed
      </span>
      <VisuallyHidden>Check failed: {message}</VisuallyHidden>
    </Tooltip>
  )
}

function Unknown() {
  return <EmptyValue meaning="Not checked yet" unknown />
}
