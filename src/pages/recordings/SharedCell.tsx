import { IconAlertTriangle } from '@tabler/icons-react'
import { Link, useLocation } from 'react-router-dom'
import type { KnownShare } from '#storage/knownShares.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { refusalMessages } from '#api/http/refusalMessages.ts'
import { PublicMark } from '#features/sharing/PublicBadge.tsx'
import { sharingAnchor } from '#features/sharing/showSharing.ts'
import { useFetchShare } from '#features/sharing/useFetchShare.ts'
import { useKnownShare } from '#features/sharing/useKnownShare.ts'
import type { ApiError } from '#api/http/errors.ts'
import { exactTimes, relativeTime } from '#lib/instant.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Tooltip } from '#ui/Tooltip.tsx'
import { useOnScreen } from '#ui/useOnScreen.ts'
import { openSearch } from './recordingsSearch.ts'
import classes from './SharedCell.module.css'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'

/** An older state is checked again once its row is visible. In milliseconds. */
const maxAgeMs = 24 * 3_600_000

type Props = { id: string; now: number }

/**
 * Whether a recording is public, as of the last check, with a link to its sharing settings. Checks once, and only if the row
 * is visible and has no recent state.
 */
export function SharedCell({ id, now }: Props) {
  const connection = useConnection()
  const known = useKnownShare(connection, id)
  const [cell, isOnScreen] = useOnScreen()
  const { search } = useLocation()
  const isDue = known === null || (known !== undefined && now - known.checkedAt > maxAgeMs)
  const failure = useFetchShare(connection, id, isOnScreen && isDue)

  const to = { search: openSearch(search, id), hash: sharingAnchor }
  return (
    <span ref={cell} className={classes['cell']}>
      <Link className={classes['link'] ?? ''} to={to}>
        {known ? <Known known={known} zone={connection.zone} now={now} /> : failure ? <Failed error={failure} /> : <Unknown />}
      </Link>
    </span>
  )
}

type KnownProps = { known: KnownShare; zone: string | null; now: number }

function Known({ known: { enabled, passwordRequired, checkedAt }, zone, now }: KnownProps) {
  const age = relativeTime(new Date(checkedAt), Math.max(now, checkedAt))
  const label = `${enabled ? 'Public' : 'Not public'}${passwordRequired && enabled ? ' with a password' : ''}, checked ${age}`
  return (
    <Tooltip lines={[label, ...exactTimes(new Date(checkedAt), zone)]} focusable={false} className={classes['known'] ?? ''}>
      {enabled ? (
        <span aria-hidden>
          <PublicMark hasPassword={passwordRequired === true} />
        </span>
      ) : (
        <span className={classes['quiet']} aria-hidden>
          Not public
        </span>
      )}
      <span className={classes['age']} aria-hidden>
        {age}
      </span>
      <VisuallyHidden>{label}</VisuallyHidden>
    </Tooltip>
  )
}

function Failed({ error }: { error: ApiError }) {
  const { message, next } = refusalMessages(error)
  return (
    <Tooltip lines={['Couldn’t check whether it’s public.', message, ...(next ? [next] : [])]} focusable={false}>
      <span className={classes['failed']} aria-hidden>
        <IconAlertTriangle size={14} /> Check failed
      </span>
      <VisuallyHidden>Check failed: {message}</VisuallyHidden>
    </Tooltip>
  )
}

function Unknown() {
  return <EmptyValue meaning="Not checked yet" unknown />
}
