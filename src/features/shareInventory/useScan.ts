import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { accountQueries } from '#api/account/account.ts'
import type { Connection } from '#storage/connections.ts'
import { noteOwner } from '#storage/saveOwner.ts'
import { ownerName } from '#api/account/ownerName.ts'
import { sharingQueries } from '#api/sharing/sharing.ts'
import { applyDeed, currentScans, endInterrupted, goOnWithScan, type ScanHooks, startScan } from './currentScans.ts'
import { dropForgotten } from './dropForgotten.ts'
import { registerQueries } from './inventoryQueries.ts'
import type { Scan, ScanWish } from './scan.ts'
import { type ScanDeed, scanLock, tellOtherTabs } from './scanTabs.ts'

/** How often another tab's scan is looked at, and how often it is looked whether there is one. Only storage is read. */
const elsewhereMs = 1000
const idleMs = 5000

/** A scan says whose key it asked with. A connection that was made without asking is asked now; the key may not tell. */
async function withOwner(queryClient: QueryClient, at: Connection): Promise<Connection> {
  if (at.owner !== null) return at
  try {
    const owner = ownerName(await queryClient.fetchQuery({ ...accountQueries.owner(at), retry: false }))
    if (owner !== null) noteOwner(at, owner)
    return { ...at, owner }
  } catch {
    return at
  }
}

/** The newest scan of a project, whichever tab made it, and what can be done about scanning. */
export function useScan(at: Connection) {
  const queryClient = useQueryClient()
  const run = useSyncExternalStore(currentScans.subscribe, () => currentScans.get(at))
  const problem = useSyncExternalStore(currentScans.subscribe, () => currentScans.problemOf(at))
  const kept = useQuery({
    ...registerQueries.state(at),
    enabled: run === null,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => (state.data?.isAtWork ? elsewhereMs : idleMs),
  })

  // Talks to the browser's storage: what a connection left behind that was forgotten while nobody looked.
  useEffect(() => void dropForgotten(), [])

  const hooks: ScanHooks = {
    onShared: (whose, id, sharing) => queryClient.setQueryData(sharingQueries.one(whose, id).queryKey, sharing),
    onEnd: (whose) => void queryClient.invalidateQueries({ queryKey: registerQueries.all(whose) }),
  }
  const scan = run?.scan ?? kept.data?.scan ?? null
  const isElsewhere = run === null && kept.data?.isAtWork === true
  return {
    run,
    scan,
    /** Whether it is known yet if there is a scan. */
    isPending: run === null && kept.isPending,
    isElsewhere,
    /** Begun, not ended, and no tab is at work on it. */
    isInterrupted: run === null && !isElsewhere && scan !== null && scan.end === null,
    problem,
    isKept: kept.data?.isKept ?? true,
    dropped: kept.data?.dropped ?? 0,
    start: async (wish: ScanWish) => void startScan(await withOwner(queryClient, at), wish, hooks),
    goOn: async (scanId: string) => void goOnWithScan(await withOwner(queryClient, at), scanId, hooks),
    /** Ends an interrupted scan with what it has. */
    end: async (interrupted: Scan) => {
      await endInterrupted(interrupted)
      await queryClient.invalidateQueries({ queryKey: registerQueries.all(at) })
    },
    /** Pauses, resumes or cancels the scan, in whichever tab it is. */
    apply: (deed: ScanDeed) => {
      const lock = scanLock(at)
      if (!applyDeed(lock, deed)) tellOtherTabs(lock, deed)
    },
  }
}
export type Scanning = ReturnType<typeof useScan>
