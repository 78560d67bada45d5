import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { accountQueries } from '#api/account/account.ts'
import type { Connection } from '#storage/connections.ts'
import { saveOwner } from '#storage/saveOwner.ts'
import { ownerName } from '#api/account/ownerName.ts'
import { sharingQueries } from '#api/sharing/sharing.ts'
import { applyCommand, currentScans, endInterrupted, reopenScanInThisTab, type ScanHooks, startScan } from './currentScans.ts'
import { dropForgottenScans } from '#storage/dropForgottenScans.ts'
import { inventoryQueries } from './inventoryQueries.ts'
import type { Scan, ScanRequest } from '#storage/scan.ts'
import { type ScanCommand, scanLock, notifyOtherTabs } from './scanTabs.ts'

/** How often the scan of another tab is polled, and how often for a new one. Reads storage only. */
const otherTabIntervalMs = 1000
const idleIntervalMs = 5000

/** Scans record the owner of the key. Fetches it if the connection does not have it yet. */
async function withOwner(queryClient: QueryClient, connection: Connection): Promise<Connection> {
  if (connection.owner !== null) return connection
  try {
    const owner = ownerName(await queryClient.fetchQuery({ ...accountQueries.owner(connection), retry: false }))
    if (owner !== null) saveOwner(connection, owner)
    return { ...connection, owner }
  } catch {
    return connection
  }
}

/** The newest scan of a project, from any tab, and its controls. */
export function useScan(connection: Connection) {
  const queryClient = useQueryClient()
  const run = useSyncExternalStore(currentScans.subscribe, () => currentScans.get(connection))
  const problem = useSyncExternalStore(currentScans.subscribe, () => currentScans.problemOf(connection))
  const stored = useQuery({
    ...inventoryQueries.state(connection),
    enabled: run === null,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => (state.data?.isRunning ? otherTabIntervalMs : idleIntervalMs),
  })

  useEffect(() => void dropForgottenScans(), [])

  const hooks: ScanHooks = {
    onShared: (scanConnection, id, sharing) => queryClient.setQueryData(sharingQueries.one(scanConnection, id).queryKey, sharing),
    onEnd: (scanConnection) => void queryClient.invalidateQueries({ queryKey: inventoryQueries.all(scanConnection) }),
  }
  const scan = run?.scan ?? stored.data?.scan ?? null
  const isInOtherTab = run === null && stored.data?.isRunning === true
  return {
    run,
    scan,
    /** Whether storage is still being read. */
    isPending: run === null && stored.isPending,
    isInOtherTab,
    /** Started, not ended, and not running in any tab. */
    isInterrupted: run === null && !isInOtherTab && scan !== null && scan.end === null,
    problem,
    isPersistent: stored.data?.isPersistent ?? true,
    dropped: stored.data?.dropped ?? 0,
    start: async (request: ScanRequest) => void startScan(await withOwner(queryClient, connection), request, hooks),
    reopen: async (scanId: string) => void reopenScanInThisTab(await withOwner(queryClient, connection), scanId, hooks),
    end: async (interrupted: Scan) => {
      await endInterrupted(interrupted)
      await queryClient.invalidateQueries({ queryKey: inventoryQueries.all(connection) })
    },
    /** Controls the scan in whichever tab it runs. */
    apply: (action: ScanCommand) => {
      const lock = scanLock(connection)
      if (!applyCommand(lock, action)) notifyOtherTabs(lock, action)
    },
  }
}
export type Scanning = ReturnType<typeof useScan>
