import { queryOptions } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { atWork } from '#lib/tabLock.ts'
import { whoseOf } from './newScan.ts'
import { openRegister } from './openInventory.ts'
import { scanLock } from './scanTabs.ts'

/** Damaged scans are taken out by whoever reads first; the notice stays until the page is loaded again. */
let dropped = 0

function base(at: Connection) {
  return [at.id, at.projectId, 'register'] as const
}

/** What this browser keeps of the register, through Query like everything else that is read; nothing of it reaches the wire. */
export const registerQueries = {
  all: base,
  /** The newest scan, and whether some tab of this browser is at work on it. */
  state: (at: Connection) =>
    queryOptions({
      queryKey: [...base(at), 'state'],
      staleTime: 0,
      queryFn: async () => {
        const { store, isKept } = await openRegister()
        const read = await store.scans(whoseOf(at))
        dropped += read.dropped
        const isBusy = await atWork()
        const scan = read.scans.find(({ host }) => host === at.host) ?? null
        return { scan, isKept, dropped, isAtWork: isBusy(scanLock(at)) }
      },
    }),
  /** The rows of a scan, as they were when its record had that revision. */
  rows: (at: Connection, scanId: string, revision: number) =>
    queryOptions({
      queryKey: [...base(at), 'rows', scanId, revision],
      staleTime: 0,
      gcTime: 0,
      queryFn: async () => (await openRegister()).store.rows(scanId),
    }),
  reviews: (at: Connection) =>
    queryOptions({
      queryKey: [...base(at), 'reviews'],
      staleTime: 0,
      queryFn: async () => (await openRegister()).store.reviews(whoseOf(at)),
    }),
}
