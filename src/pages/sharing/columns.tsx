import { IconAlertTriangle, IconClockExclamation, IconExternalLink, IconLock, IconLockOpen } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { sharedUrl } from '#api/sharing/sharing.ts'
import { linkEnd } from '#storage/activityLog.ts'
import { personOf, type Share, startOf } from '#features/shareInventory/inventoryView.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { cutText } from '#lib/cutText.ts'
import { formatDate, relativeTime } from '#lib/instant.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import type { Column } from '#ui/column.ts'
import { Tooltip } from '#ui/Tooltip.tsx'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { InlineRow, Row, Text } from '#ui/layout.tsx'
import classes from './columns.module.css'
import { Button, IconAnchor } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'
import { paths } from '#lib/paths.ts'

/** Memoized by the table. */
export type SharesContext = { connection: Connection; now: number; onReview: (share: Share) => void }

/** "Ada Lovelace, link …a1B2". */
export function shareName({ row }: Share): string {
  return `${personOf(row) ?? row.id}, ${linkText(row.token)}`
}

function instant(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso)
}

/** The server names people without a name by a distinct ID. */
function looksLikeId(person: string, { distinctId }: ShareRow): boolean {
  return !person.includes('@') && (person === distinctId || /^[\w:-]{24,}$/.test(person))
}

function PersonCell({ row, projectId }: { row: ShareRow; projectId: string }) {
  const person = personOf(row)
  const isId = person === null || looksLikeId(person, row)
  return (
    <Link
      className={classes['person'] ?? ''}
      data-closed={row.state === 'closed' || undefined}
      data-row-link
      to={paths.recording(projectId, row.id)}
    >
      {isId ? (
        <TruncateMiddle text={person ?? row.id} focusable={false} />
      ) : (
        <Tooltip lines={[cutText(person, 600), row.id]} focusable={false} className={classes['cut'] ?? ''}>
          <bdi>{cutText(person, 200)}</bdi>
        </Tooltip>
      )}
      {row.isListed === false && (
        <Text as="span" block size="xs" tone="dimmed" className={classes['gone']}>
          No longer listed
        </Text>
      )}
    </Link>
  )
}

function PasswordCell({ hasPassword, state }: ShareRow) {
  if (state === 'closed') return <EmptyValue meaning="No longer public" />
  if (hasPassword === null) return <EmptyValue meaning="This server doesn’t support passwords: the link alone opens it" />
  return hasPassword ? (
    <InlineRow gap={6} className={classes['state']}>
      <IconLock size={14} aria-hidden /> Required
    </InlineRow>
  ) : (
    <InlineRow gap={6} className={classes['state']} data-warning>
      <IconLockOpen size={14} aria-hidden /> None
    </InlineRow>
  )
}

/** "link …x7Qa"; "link" without a token or for short ones. */
function linkText(token: string | null): string {
  const end = linkEnd(token)
  return end === null ? 'link' : `link …${end}`
}

function LinkCell({ row, connection }: { row: ShareRow; connection: Connection }) {
  if (row.token === null) return <EmptyValue meaning="Link unknown" unknown />
  const end = linkEnd(row.token)
  if (row.state === 'closed') {
    return (
      <Text as="span" tone="dimmed">
        {row.isClosedHere ? 'Closed after scan' : 'Closed'}
        {end !== null && ` · …${end}`}
      </Text>
    )
  }
  const url = sharedUrl(connection, row.token)
  return (
    <Row as="span" gap={2} className={classes['link']}>
      <TruncateMiddle text={`shared/${row.token}`} tail={6} />
      <CopyButton compact label={`Copy ${linkText(row.token)}`} text={() => url} />
      <IconAnchor
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={`Open ${linkText(row.token)} in a new tab`}
        title="Open in a new tab"
        size={28}
      >
        <IconExternalLink size={14} aria-hidden />
      </IconAnchor>
    </Row>
  )
}

const levels = { high: 'High', medium: 'Medium', low: 'Low' }

function RiskCell({ risk, row }: Share) {
  if (row.state === 'closed') return <EmptyValue meaning="No longer public" />
  const reasons = risk.reasons.map(({ label, points }) => `${label} (${points})`)
  return (
    <Tooltip lines={reasons.length > 0 ? reasons : ['No risk factors']}>
      <InlineRow gap={6} className={classes['risk']} data-level={risk.level}>
        {risk.level === 'high' && <IconAlertTriangle size={14} aria-hidden />}
        {levels[risk.level]}{' '}
        <Text as="span" size="xs" tone="dimmed" numeric className={classes['points']}>
          {risk.points}
        </Text>
      </InlineRow>
    </Tooltip>
  )
}

const reviewMessages = { none: 'Review…', lapsed: 'Link changed…', kept: 'Until', overdue: 'Overdue' }

function ReviewCell({ share, onReview }: { share: Share; onReview: (share: Share) => void }) {
  const { review, reviewState } = share
  const isKnown = review !== undefined && reviewState !== 'none'
  const text =
    isKnown && reviewState !== 'lapsed'
      ? `${reviewMessages[reviewState]} ${formatDate(review.until, null)}`
      : reviewMessages[reviewState]
  return (
    <Button
      size="compact-xs"
      variant={isKnown ? 'default' : 'subtle'}
      color="gray"
      className={classes['review']}
      data-state={reviewState}
      leftSection={reviewState === 'overdue' ? <IconClockExclamation size={13} aria-hidden /> : undefined}
      aria-label={`${text}: review of ${shareName(share)}`}
      title={review?.because || undefined}
      onClick={() => onReview(share)}
    >
      {text}
    </Button>
  )
}

/** `order` is the name in the address. */
export const columns: Column<Share, SharesContext>[] = [
  {
    id: 'person',
    header: 'Person',
    width: 'auto',
    order: 'person',
    phone: true,
    cell: ({ row }, { connection }) => <PersonCell row={row} projectId={connection.projectId} />,
  },
  {
    id: 'start',
    header: 'Recorded',
    width: '100px',
    order: 'start',
    cell: ({ row }, { connection, now }) => <RelativeTime at={instant(startOf(row))} zone={connection.zone} now={now} />,
  },
  {
    id: 'since',
    header: 'Shared',
    width: '100px',
    order: 'since',
    cell: ({ row }, { connection, now }) => <RelativeTime at={instant(row.sharedSince)} zone={connection.zone} now={now} />,
  },
  {
    id: 'age',
    header: 'Link age',
    width: '92px',
    order: 'age',
    numeric: true,
    phone: true,
    cell: ({ age }) => (age === null ? <EmptyValue meaning="Creation date unknown" unknown /> : counted(age, 'day')),
  },
  { id: 'password', header: 'Password', width: '104px', order: 'password', cell: ({ row }) => <PasswordCell {...row} /> },
  {
    id: 'expiry',
    header: 'Expires',
    width: '96px',
    order: 'expiry',
    cell: ({ row }, { connection, now }) => (
      <RelativeTime at={instant(row.details?.expiresAt ?? null)} zone={connection.zone} now={now} />
    ),
  },
  {
    id: 'link',
    header: 'Link',
    width: '180px',
    cell: ({ row }, { connection }) => <LinkCell row={row} connection={connection} />,
  },
  {
    id: 'checked',
    header: 'Checked',
    width: '92px',
    order: 'checked',
    cell: ({ row }, { now }) => relativeTime(new Date(row.checkedAt), now),
  },
  { id: 'risk', header: 'Risk', width: '92px', order: 'risk', phone: true, cell: (share) => <RiskCell {...share} /> },
  {
    id: 'review',
    header: 'Review',
    width: '156px',
    order: 'review',
    cell: (share, { onReview }) => <ReviewCell share={share} onReview={onReview} />,
  },
]
