import { useQuery } from '@tanstack/react-query'
import { trailQueries } from '#storage/activityLog.ts'
import type { Connection } from '#storage/connections.ts'
import { type EvidenceOf, isOfProject } from '#features/shareInventory/evidence.ts'
import { inOrder, type Share } from '#features/shareInventory/inventoryView.ts'
import type { Scan } from '#features/shareInventory/scan.ts'
import type { ShareRow } from '#features/shareInventory/shareRow.ts'

type Props = {
  at: Connection
  scan: Scan | null
  shares: readonly Share[]
  failed: readonly ShareRow[]
  damaged: number
  isWhole: boolean
}

function isClosed({ row }: Share): boolean {
  return row.state !== 'public'
}

/** All that evidence is made of, what is open first and of that the riskiest; null while something of it is still being read. */
export function useEvidence({ at, scan, shares, failed, damaged, isWhole }: Props): (() => EvidenceOf) | null {
  const trail = useQuery(trailQueries.all)
  if (scan === null || trail.isPending) return null
  // A browser that keeps no trail did nothing that it could tell of.
  const actions = (trail.data ?? []).filter(isOfProject(scan))
  return () => ({
    at,
    scan,
    shares: inOrder(shares, 'risk', 'descending').toSorted((one, other) => Number(isClosed(one)) - Number(isClosed(other))),
    failed,
    damaged,
    actions,
    isWhole,
    writtenAt: new Date().toISOString(),
  })
}
