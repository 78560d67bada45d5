import { useQuery } from '@tanstack/react-query'
import { activityLogQueries } from '#storage/activityLog.ts'
import type { Connection } from '#storage/connections.ts'
import { type EvidenceSource, isOfProject } from '#features/shareInventory/evidence.ts'
import { sortShares, type Share } from '#features/shareInventory/inventoryView.ts'
import type { Scan } from '#storage/scan.ts'
import type { ShareRow } from '#storage/shareRow.ts'

type Props = {
  connection: Connection
  scan: Scan | null
  shares: readonly Share[]
  failed: readonly ShareRow[]
  damaged: number
  hasFullLinks: boolean
}

function isClosed({ row }: Share): boolean {
  return row.state !== 'public'
}

/** Open links first, the riskiest of them on top; null while loading. */
export function useEvidence({ connection, scan, shares, failed, damaged, hasFullLinks }: Props): (() => EvidenceSource) | null {
  const activityLog = useQuery(activityLogQueries.all)
  if (scan === null || activityLog.isPending) return null
  // Without storage there is no activity log, so the list is empty.
  const actions = (activityLog.data ?? []).filter(isOfProject(scan))
  return () => ({
    connection,
    scan,
    shares: sortShares(shares, 'risk', 'descending').toSorted((one, other) => Number(isClosed(one)) - Number(isClosed(other))),
    failed,
    damaged,
    actions,
    hasFullLinks,
    writtenAt: new Date().toISOString(),
  })
}
