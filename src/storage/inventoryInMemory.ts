import type { InventoryStore, ProjectKey } from './inventoryStore.ts'
import type { Review } from './review.ts'
import type { Scan } from './scan.ts'
import type { Candidate, ShareRow } from './shareRow.ts'

type StoredScan = { scan: Scan; found: Map<string, Candidate>; waiting: Set<string>; rows: Map<string, ShareRow> }

function isOf(key: ProjectKey) {
  return (one: ProjectKey) => one.connectionId === key.connectionId && one.projectId === key.projectId
}

/** Fallback without IndexedDB; lasts until the page closes. */
export function createMemoryStore(): InventoryStore {
  const storedScans = new Map<string, StoredScan>()
  let reviews: Review[] = []

  function get(scanId: string): StoredScan {
    const stored = storedScans.get(scanId)
    if (!stored) throw new Error('This scan is no longer stored.')
    return stored
  }

  function put(scan: Scan): StoredScan {
    const stored = storedScans.get(scan.id) ?? { scan, found: new Map(), waiting: new Set(), rows: new Map() }
    stored.scan = scan
    storedScans.set(scan.id, stored)
    return stored
  }

  return {
    async scans(key) {
      const scans = [...storedScans.values()].map(({ scan }) => scan).filter(isOf(key))
      return { scans: scans.toSorted((one, other) => other.number - one.number), dropped: 0 }
    },
    async saveScan(scan) {
      put(scan)
    },
    async addCandidates(scanId, found, change) {
      const { found: known, waiting } = get(scanId)
      const before = known.size
      for (const candidate of found) {
        if (known.has(candidate.id)) continue
        known.set(candidate.id, candidate)
        waiting.add(candidate.id)
      }
      put(change(known.size - before))
    },
    async uncheckedCandidates(scanId, limit) {
      const { found, waiting } = get(scanId)
      return [...waiting].slice(0, limit).flatMap((id) => found.get(id) ?? [])
    },
    async saveChecked(scan, checked) {
      const { waiting, rows } = put(scan)
      for (const { id, row } of checked) {
        waiting.delete(id)
        if (row) rows.set(id, row)
      }
    },
    async requeueFailed(scan) {
      const { found, waiting, rows } = put(scan)
      for (const { id, state, startTime, distinctId, details } of rows.values()) {
        if (state !== 'failed') continue
        found.set(id, { id, startTime, distinctId, details })
        waiting.add(id)
        rows.delete(id)
      }
    },
    async rows(scanId, ids) {
      const all = storedScans.get(scanId)?.rows ?? new Map<string, ShareRow>()
      return { rows: ids ? ids.flatMap((id) => all.get(id) ?? []) : [...all.values()], damaged: [] }
    },
    async saveRows(rows) {
      for (const row of rows) storedScans.get(row.scanId)?.rows.set(row.id, row)
    },
    async finish(scan) {
      const stored = put(scan)
      stored.found.clear()
      stored.waiting.clear()
    },
    async drop(scanId) {
      storedScans.delete(scanId)
    },
    async reviews(key) {
      return reviews.filter(isOf(key))
    },
    async saveReview(key, id, review) {
      reviews = [...reviews.filter((stored) => !(isOf(key)(stored) && stored.id === id)), ...(review ? [review] : [])]
    },
    async dropForgotten(isKnown) {
      for (const { scan } of storedScans.values()) if (!isKnown(scan.connectionId, scan.host)) storedScans.delete(scan.id)
      reviews = reviews.filter(({ connectionId }) => isKnown(connectionId, null))
    },
  }
}
