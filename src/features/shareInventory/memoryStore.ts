import type { InventoryStore, Whose } from './inventoryStore.ts'
import type { Review } from './review.ts'
import type { Scan } from './scan.ts'
import type { ShareRow } from './shareRow.ts'
import type { Candidate } from './strategies.ts'

type Kept = { scan: Scan; found: Map<string, Candidate>; waiting: Set<string>; rows: Map<string, ShareRow> }

function isOf(whose: Whose) {
  return (one: Whose) => one.connectionId === whose.connectionId && one.projectId === whose.projectId
}

/** A register that lasts as long as the page, where the browser does not let it keep anything. */
export function createMemoryStore(): InventoryStore {
  const kept = new Map<string, Kept>()
  let reviews: Review[] = []

  function of(scanId: string): Kept {
    const one = kept.get(scanId)
    if (!one) throw new Error('This scan is not kept any more.')
    return one
  }

  function put(scan: Scan): Kept {
    const one = kept.get(scan.id) ?? { scan, found: new Map(), waiting: new Set(), rows: new Map() }
    one.scan = scan
    kept.set(scan.id, one)
    return one
  }

  return {
    async scans(whose) {
      const scans = [...kept.values()].map(({ scan }) => scan).filter(isOf(whose))
      return { scans: scans.toSorted((one, other) => other.number - one.number), dropped: 0 }
    },
    async saveScan(scan) {
      put(scan)
    },
    async addFound(scanId, found, change) {
      const { found: known, waiting } = of(scanId)
      const before = known.size
      for (const one of found) {
        if (known.has(one.id)) continue
        known.set(one.id, one)
        waiting.add(one.id)
      }
      put(change(known.size - before))
    },
    async waiting(scanId, most) {
      const { found, waiting } = of(scanId)
      return [...waiting].slice(0, most).flatMap((id) => found.get(id) ?? [])
    },
    async settle(scan, settled) {
      const { waiting, rows } = put(scan)
      for (const { id, row } of settled) {
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
      const all = kept.get(scanId)?.rows ?? new Map<string, ShareRow>()
      return { rows: ids ? ids.flatMap((id) => all.get(id) ?? []) : [...all.values()], damaged: [] }
    },
    async saveRows(rows) {
      for (const row of rows) kept.get(row.scanId)?.rows.set(row.id, row)
    },
    async finish(scan) {
      const one = put(scan)
      one.found.clear()
      one.waiting.clear()
    },
    async drop(scanId) {
      kept.delete(scanId)
    },
    async reviews(whose) {
      return reviews.filter(isOf(whose))
    },
    async saveReview(whose, id, review) {
      reviews = [...reviews.filter((one) => !(isOf(whose)(one) && one.id === id)), ...(review ? [review] : [])]
    },
    async dropForgotten(isKept) {
      for (const { scan } of kept.values()) if (!isKept(scan.connectionId, scan.host)) kept.delete(scan.id)
      reviews = reviews.filter(({ connectionId }) => isKept(connectionId, null))
    },
  }
}
