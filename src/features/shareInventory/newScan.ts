import type { Connection } from '#storage/connections.ts'
import { newId } from '#lib/newId.ts'
import { type PreviousScan, wasPublic } from './compareScans.ts'
import type { InventoryStore, ProjectKey } from '#storage/inventoryStore.ts'
import type { Scan, ScanRequest } from '#storage/scan.ts'

export function projectKeyOf({ id, projectId }: Connection): ProjectKey {
  return { connectionId: id, projectId }
}

/** The newest complete scan, otherwise the newest that ended. */
function baselineOf(scans: readonly Scan[]): Scan | null {
  return scans.find(({ end }) => end === 'complete') ?? scans.find(({ end }) => end !== null) ?? null
}

async function previousScanOf(store: InventoryStore, baseline: Scan | null): Promise<PreviousScan> {
  if (baseline === null) return null
  const { rows, damaged } = await store.rows(baseline.id)
  const known = new Map(rows.filter(wasPublic).map((row) => [row.id, row]))
  return { rows: known, unreadable: new Set(damaged), startedAt: baseline.startedAt }
}

/** Creates the next scan and deletes all others except the one to compare with. Rejects if storage fails. */
export async function createScan(
  store: InventoryStore,
  connection: Connection,
  request: ScanRequest,
): Promise<{ scan: Scan; previous: PreviousScan }> {
  const { scans } = await store.scans(projectKeyOf(connection))
  const baseline = baselineOf(scans)
  const previous = await previousScanOf(store, baseline)
  const scan: Scan = {
    ...projectKeyOf(connection),
    ...request,
    id: newId(),
    number: (scans[0]?.number ?? 0) + 1,
    host: connection.host,
    projectName: connection.projectName,
    owners: [connection.owner],
    startedAt: new Date().toISOString(),
    finishedAt: null,
    end: null,
    strategy: null,
    refused: [],
    cursor: null,
    isAllFound: false,
    counts: { seen: 0, shared: 0, notShared: 0, gone: 0, failed: 0 },
    unreadable: 0,
    unlisted: 0,
    comparedWith: baseline && {
      number: baseline.number,
      startedAt: baseline.startedAt,
      unreadable: previous?.unreadable.size ?? 0,
    },
    latestStart: null,
    detailsProblem: null,
    status: { kind: 'working' },
    revision: 0,
  }
  await store.saveScan(scan)
  for (const { id } of scans) if (id !== baseline?.id) await store.drop(id)
  return { scan, previous }
}

/**
 * Reopens an interrupted scan, or a complete one to check its failed recordings again. Null if it was removed or cancelled, because
 * its candidates are gone. Rejects if storage fails.
 */
export async function reopenScan(
  store: InventoryStore,
  connection: Connection,
  scanId: string,
): Promise<{ scan: Scan; previous: PreviousScan } | null> {
  const { scans } = await store.scans(projectKeyOf(connection))
  const stored = scans.find(({ id }) => id === scanId)
  if (!stored || stored.end === 'cancelled') return null
  const owners = stored.owners.at(-1) === connection.owner ? stored.owners : [...stored.owners, connection.owner]
  const scan: Scan = {
    ...stored,
    owners,
    finishedAt: null,
    end: null,
    isAllFound: stored.end !== null || stored.isAllFound,
    detailsProblem: null,
    status: { kind: 'working' },
    counts: stored.end === null ? stored.counts : { ...stored.counts, failed: 0 },
    revision: stored.revision + 1,
  }
  if (stored.end === null) await store.saveScan(scan)
  else await store.requeueFailed(scan)
  const baseline = scans.find(({ number }) => number === stored.comparedWith?.number) ?? null
  return { scan, previous: await previousScanOf(store, baseline) }
}
