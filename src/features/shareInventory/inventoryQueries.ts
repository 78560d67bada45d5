import { queryOptions } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { atWork } from '#lib/tabLock.ts'
import { projectKeyOf } from './newScan.ts'
import { openInventory } from './openInventory.ts'
import { scanLock } from './scanTabs.ts'

/** Damaged scans are taken out by whoever reads first; the notice stays until the page is loaded again. */
let dropped = 0

function keyPrefix(connection: Connection) {
  return [connection.id, connection.projectId, 'register'] as const
}

/** What this browser keeps of the register, through Query like everything else that is read; nothing of it reaches the wire. */
export const inventoryQueries = {
  all: keyPrefix,
  /** The newest scan, and whether some tab of this browser is at work on it. */
  state: (connection: Connection) =>
    queryOptions({
      queryKey: [...keyPrefix(connection), 'state'],
      staleTime: 0,
      queryFn: async () => {
        const { store, isPersistent } = await openInventory()
        const read = await store.scans(projectKeyOf(connection))
        dropped += read.dropped
        const isBusy = await atWork()
        const scan = read.scans.find(({ host }) => host === connection.host) ?? null
        return { scan, isPersistent, dropped, isRunning: isBusy(scanLock(connection)) }
      },
    }),
  /** The rows of a scan, as they were when its record had that revision. */
  rows: (connection: Connection, scanId: string, revision: number) =>
    queryOptions({
      queryKey: [...keyPrefix(connection), 'rows', scanId, revision],
      staleTime: 0,
      gcTime: 0,
      queryFn: async () => (await openInventory()).store.rows(scanId),
    }),
  reviews: (connection: Connection) =>
    queryOptions({
      queryKey: [...keyPrefix(connection), 'reviews'],
      staleTime: 0,
      queryFn: async () => (await openInventory()).store.reviews(projectKeyOf(connection)),
    }),
}
