import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router-dom'
import type { KnownShare } from '#storage/knownShares.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { PublicMark } from '#features/sharing/PublicBadge.tsx'
import { sharingAnchor } from '#features/sharing/showSharing.ts'
import { useKnownShare } from '#features/sharing/useKnownShare.ts'
import { exactTimes, relativeTime } from '#lib/instant.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Tooltip } from '#ui/Tooltip.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { openSearch } from './recordingsSearch.ts'
import classes from './SharedCell.module.css'

/** Whether a recording was public when last checked, with a link to its sharing settings. Sends no request. */
export function KnownShareCell({ id, now }: { id: string; now: number }) {
  const connection = useConnection()
  const known = useKnownShare(connection, id)
  if (!known) return <EmptyValue meaning="Not checked yet" />
  return (
    <SharingLink id={id}>
      <ShareState known={known} zone={connection.zone} now={now} />
    </SharingLink>
  )
}

export function SharingLink({ id, children }: { id: string; children: ReactNode }) {
  const { search } = useLocation()
  return (
    <Link className={classes['link'] ?? ''} to={{ search: openSearch(search, id), hash: sharingAnchor }}>
      {children}
    </Link>
  )
}

type KnownProps = { known: KnownShare; zone: string | null; now: number }

export function ShareState({ known: { enabled, passwordRequired, checkedAt }, zone, now }: KnownProps) {
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
      <VisuallyHidden>{label}</VisuallyHidden>
    </Tooltip>
  )
}
