import type { Connection } from '#storage/connections.ts'
import { newId } from '#lib/newId.ts'
import { type Earlier, wasPublic } from './compareScans.ts'
import type { InventoryStore, Whose } from './inventoryStore.ts'
import type { Scan, ScanRequest } from './scan.ts'

export function whoseOf({ id, projectId }: Connection): Whose {
  return { connectionId: id, projectId }
}

/** The scan to compare the next one with: the newest that was completed, else the newest that ended at all. */
function baselineOf(scans: readonly Scan[]): Scan | null {
  return scans.find(({ end }) => end === 'complete') ?? scans.find(({ end }) => end !== null) ?? null
}

async function earlierOf(store: InventoryStore, baseline: Scan | null): Promise<Earlier> {
  if (baseline === null) return null
  const { rows, damaged } = await store.rows(baseline.id)
  const known = new Map(rows.filter(wasPublic).map((row) => [row.id, row]))
  return { rows: known, unreadable: new Set(damaged), startedAt: baseline.startedAt }
}

/** Makes a project's next scan and lets go of all but this one and the one it is compared with. Rejects as the store does. */
export async function makeScan(
  store: InventoryStore,
  connection: Connection,
  request: ScanRequest,
): Promise<{ scan: Scan; earlier: Earlier }> {
  const { scans } = await store.scans(whoseOf(connection))
  const baseline = baselineOf(scans)
  const earlier = await earlierOf(store, baseline)
  const scan: Scan = {
    ...whoseOf(connection),
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
      unreadable: earlier?.unreadable.size ?? 0,
    },
    latestStart: null,
    detailsProblem: null,
    status: { kind: 'working' },
    revision: 0,
  }
  await store.saveScan(scan)
  for (const { id } of scans) if (id !== baseline?.id) await store.drop(id)
  return { scan, earlier }
}

/**
 * Takes up a kept scan again: one that was interrupted, or a complete one for those that failed. Null where it is not kept any
 * more, or was cancelled: what it had still to ask about is gone. Rejects as the store does.
 */
export async function reopenScan(
  store: InventoryStore,
  connection: Connection,
  scanId: string,
): Promise<{ scan: Scan; earlier: Earlier } | null> {
  const { scans } = await store.scans(whoseOf(connection))
  const kept = scans.find(({ id }) => id === scanId)
  if (!kept || kept.end === 'cancelled') return null
  const owners = kept.owners.at(-1) === connection.owner ? kept.owners : [...kept.owners, connection.owner]
  const scan: Scan = {
    ...kept,
    owners,
    finishedAt: null,
    end: null,
    isAllFound: kept.end !== null || kept.isAllFound,
    detailsProblem: null,
    status: { kind: 'working' },
    counts: kept.end === null ? kept.counts : { ...kept.counts, failed: 0 },
    revision: kept.revision + 1,
  }
  if (kept.end === null) await store.saveScan(scan)
  else await store.requeueFailed(scan)
  const baseline = scans.find(({ number }) => number === kept.comparedWith?.number) ?? null
  return { scan, earlier: await earlierOf(store, baseline) }
}
