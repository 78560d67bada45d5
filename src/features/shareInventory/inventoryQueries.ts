import { queryOptions } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { heldTabLocks } from '#lib/tabLock.ts'
import { projectKeyOf } from './newScan.ts'
import { openInventory } from '#storage/openInventory.ts'
import { scanLock } from './scanTabs.ts'

/** Damaged scans are removed on first read; the notice stays until the page reloads. */
let dropped = 0

function keyPrefix(connection: Connection) {
  return [connection.id, connection.projectId, 'register'] as const
}

/** Reads local storage only. */
export const inventoryQueries = {
  all: keyPrefix,
  /** The newest scan, and whether a tab of this browser is running it. */
  state: (connection: Connection) =>
    queryOptions({
      queryKey: [...keyPrefix(connection), 'state'],
      staleTime: 0,
      queryFn: async () => {
        const { store, isPersistent } = await openInventory()
        const read = await store.scans(projectKeyOf(connection))
        dropped += read.dropped
        const isBusy = await heldTabLocks()
        const scan = read.scans.find(({ host }) => host === connection.host) ?? null
        return { scan, isPersistent, dropped, isRunning: isBusy(scanLock(connection)) }
      },
    }),
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
