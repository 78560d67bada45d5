import { queryOptions } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { atWork } from '#lib/tabLock.ts'
import { whoseOf } from './newScan.ts'
import { openInventory } from './openInventory.ts'
import { scanLock } from './scanTabs.ts'

/** Damaged scans are taken out by whoever reads first; the notice stays until the page is loaded again. */
let dropped = 0

function base(connection: Connection) {
  return [connection.id, connection.projectId, 'register'] as const
}

/** What this browser keeps of the register, through Query like everything else that is read; nothing of it reaches the wire. */
export const inventoryQueries = {
  all: base,
  /** The newest scan, and whether some tab of this browser is at work on it. */
  state: (connection: Connection) =>
    queryOptions({
      queryKey: [...base(connection), 'state'],
      staleTime: 0,
      queryFn: async () => {
        const { store, isKept } = await openInventory()
        const read = await store.scans(whoseOf(connection))
        dropped += read.dropped
        const isBusy = await atWork()
        const scan = read.scans.find(({ host }) => host === connection.host) ?? null
        return { scan, isKept, dropped, isAtWork: isBusy(scanLock(connection)) }
      },
    }),
  /** The rows of a scan, as they were when its record had that revision. */
  rows: (connection: Connection, scanId: string, revision: number) =>
    queryOptions({
      queryKey: [...base(connection), 'rows', scanId, revision],
      staleTime: 0,
      gcTime: 0,
      queryFn: async () => (await openInventory()).store.rows(scanId),
    }),
  reviews: (connection: Connection) =>
    queryOptions({
      queryKey: [...base(connection), 'reviews'],
      staleTime: 0,
      queryFn: async () => (await openInventory()).store.reviews(whoseOf(connection)),
    }),
}
