import { IconFileCheck, IconRadar } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { MissingScopes } from '#features/connection/MissingScopes.tsx'
import { useConnection } from '#features/connection/useConnection.ts'
import type { Connection } from '#storage/connections.ts'
import { noteCounts } from '#storage/sidebarCounts.ts'
import { checkedCount, type Scan } from '#storage/scan.ts'
import { countChanges, sortShares, matchesFilter, type Share } from '#features/shareInventory/inventoryView.ts'
import type { ShareAction } from '#features/shareInventory/runAction.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { type Scanning, useScan } from '#features/shareInventory/useScan.ts'
import { useShares } from '#features/shareInventory/useShares.ts'
import { relativeTime } from '#lib/instant.ts'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Popover } from '#ui/Popover.tsx'
import { useNow } from '#ui/useNow.ts'
import { useSearch } from '#ui/useSearch.ts'
import { useSelection } from '#ui/useSelection.ts'
import { ChangeTabs } from './ChangeTabs.tsx'
import { FirstScan } from './FirstScan.tsx'
import { ScanForm } from './ScanForm.tsx'
import { ScanState } from './ScanState.tsx'
import { SharesTable } from './SharesTable.tsx'
import { SharesToolbar } from './SharesToolbar.tsx'
import classes from './SharingPage.module.css'
import { type SharingSearch, sharingSearch } from './sharingSearch.ts'
import { Button } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

const BulkDialog = lazy(() => import('./BulkDialog.tsx').then(({ BulkDialog: Dialog }) => ({ default: Dialog })))
const EvidenceDialog = lazy(() => import('./EvidenceDialog.tsx').then(({ EvidenceDialog: Dialog }) => ({ default: Dialog })))
const ReviewDialog = lazy(() => import('./ReviewDialog.tsx').then(({ ReviewDialog: Dialog }) => ({ default: Dialog })))
const OpenShare = lazy(() => import('./OpenShare.tsx').then(({ OpenShare: Open }) => ({ default: Open })))

type DialogState =
  | { kind: 'review'; share: Share }
  | { kind: 'evidence' }
  | { kind: 'action'; action: ShareAction; rows: readonly ShareRow[] }

function idOf({ row }: Share): string {
  return row.id
}

export function SharingPage() {
  const connection = useConnection()
  const queryClient = useQueryClient()
  const now = useNow(30_000)
  const [search, change] = useSearch(sharingSearch)
  const scanning = useScan(connection)
  const { scan } = scanning
  const inventory = useShares(connection, scan, now)
  const selection = useSelection(idOf)
  const { chosen, toggleAll, clear } = selection
  const [dialog, setDialog] = useState<DialogState | null>(null)
  const applyFilter = (part: Partial<SharingSearch>) => change({ ...part, offset: 0 })
  const shown = useShownShares(inventory.shares, search)
  const total = useNotedCounts(connection, inventory.shares, scan !== null && !inventory.isPending)

  function act(action: ShareAction, rows: readonly ShareRow[]) {
    if (action !== 'turn off' || rows.length > 1) {
      setDialog({ kind: 'action', action, rows })
      return
    }
    void import('./shareJobs.tsx').then(({ startShareJob }) =>
      startShareJob({ queryClient, connection, action, rows, isQuiet: true }),
    )
    clear()
  }

  const latest = useMemo(() => new Map(inventory.shares.map((share) => [share.row.id, share])), [inventory.shares])
  const selectedShares = [...chosen.keys()].flatMap((id) => latest.get(id) ?? [])
  const page = shown.slice(search.offset, search.offset + search.limit)

  return (
    <>
      <title>{`Sharing · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <Header scanning={scanning} total={total} now={now} onEvidence={() => setDialog({ kind: 'evidence' })} />
      <MissingScopes
        asks
        connection={connection}
        effects={{
          'sharing_configuration:read': 'a scan can’t tell which recordings are public',
          'sharing_configuration:write': 'public links can’t be turned off or revoked',
        }}
      />
      <ScanState scanning={scanning} inventory={inventory} zone={connection.zone} />
      {scan === null && !scanning.isPending && <FirstScan onStart={(request) => void scanning.start(request)} />}
      {scan !== null && (
        <>
          <div className={classes['changes']}>
            <ChangeTabs
              total={total}
              counts={countChanges(inventory.rows)}
              isCompared={scan.comparedWith !== null}
              value={search.change}
              onChange={(next) => applyFilter({ change: next })}
            />
          </div>
          <SharesToolbar
            search={search}
            onFilter={applyFilter}
            chosen={selectedShares}
            page={page}
            matching={shown}
            onSelect={(shares) => toggleAll(shares, true)}
            onAction={act}
            onClear={clear}
          />
          <SharesTable
            connection={connection}
            now={now}
            scan={scan}
            search={search}
            shown={shown}
            isPending={inventory.isPending}
            selection={selection}
            onSearch={change}
            onReview={(share) => setDialog({ kind: 'review', share })}
          />
        </>
      )}
      <Suspense>
        {dialog && (
          <OpenDialog
            dialog={dialog}
            connection={connection}
            scan={scan}
            inventory={inventory}
            onClose={() => setDialog(null)}
            onStart={clear}
          />
        )}
        {search.open !== '' && (
          <OpenShare connection={connection} id={search.open} shown={page} onOpen={(open) => change({ open })} />
        )}
      </Suspense>
    </>
  )
}

type DialogProps = {
  dialog: DialogState
  connection: Connection
  scan: Scan | null
  inventory: ReturnType<typeof useShares>
  onClose: () => void
  onStart: () => void
}

function OpenDialog({ dialog, connection, scan, inventory, onClose, onStart }: DialogProps) {
  const { shares, failed, damaged } = inventory
  if (dialog.kind === 'review') return <ReviewDialog connection={connection} share={dialog.share} onClose={onClose} />
  if (dialog.kind === 'action') {
    const { action, rows } = dialog
    return <BulkDialog connection={connection} action={action} rows={rows} onClose={onClose} onStart={onStart} />
  }
  if (scan === null) return null
  return (
    <EvidenceDialog connection={connection} scan={scan} shares={shares} failed={failed} damaged={damaged} onClose={onClose} />
  )
}

/** The shares that match the URL’s filters, in its order. */
function useShownShares(shares: readonly Share[], search: SharingSearch) {
  const { change: kind, password, review, risk, age, q, order, direction } = search
  return useMemo(
    () =>
      sortShares(
        shares.filter((share) => matchesFilter(share, { change: kind, password, review, risk, age, text: q })),
        order,
        direction,
      ),
    [shares, kind, password, review, risk, age, q, order, direction],
  )
}

/** Notes for the sidebar what is public, once it is known; returns how many are. */
function useNotedCounts(connection: Connection, shares: readonly Share[], isKnown: boolean) {
  const total = shares.filter(({ row }) => row.state === 'public').length
  const reviewedUntil = useMemo(
    () =>
      shares.flatMap(({ row, reviewState, review: decision }) =>
        row.state === 'public' && (reviewState === 'kept' || reviewState === 'overdue') && decision ? [decision.until] : [],
      ),
    [shares],
  )
  useEffect(() => {
    if (isKnown) noteCounts(connection, { publicLinks: total, reviewedUntil })
  }, [connection, isKnown, total, reviewedUntil])
  return total
}

type HeaderProps = { scanning: Scanning; total: number; now: number; onEvidence: () => void }

function Header({ scanning, total, now, onEvidence }: HeaderProps) {
  const { scan, run, isInOtherTab, isInterrupted } = scanning
  const isBusy = run !== null || isInOtherTab || isInterrupted

  const asOf =
    !scan || scan.finishedAt === null ? 'based on results so far' : `as of ${relativeTime(new Date(scan.finishedAt), now)}`

  return (
    <PageHeader
      title="Sharing"
      description={
        scan === null ? (
          'Recordings anyone with the link can watch.'
        ) : scan.finishedAt === null && checkedCount(scan.counts) === 0 ? (
          'No recordings checked yet.'
        ) : (
          <>
            <strong className={classes['open']}>{counted(total, 'recording is', 'recordings are')} public</strong>, {asOf}. Anyone
            with the link can watch.
          </>
        )
      }
      actions={
        scan !== null && (
          <>
            <Button variant="default" leftSection={<IconFileCheck size={14} aria-hidden />} onClick={onEvidence}>
              Export evidence
            </Button>
            {!isBusy && (
              <Popover label="New scan" icon={<IconRadar size={14} aria-hidden />}>
                {(close) => (
                  <div className={classes['newScan']}>
                    <ScanForm
                      onStart={(request) => {
                        close()
                        void scanning.start(request)
                      }}
                    />
                  </div>
                )}
              </Popover>
            )}
          </>
        )
      }
    />
  )
}
