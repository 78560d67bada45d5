import { useEffect, useSyncExternalStore } from 'react'
import type { ApiConnection } from '#storage/connections.ts'
import { type KnownShare, knownShares, readKnownShare } from '#storage/knownShares.ts'

/** What earlier answers said of a recording's public link: null where nobody ever asked, undefined while that is looked up. */
export function useKnownShare(connection: ApiConnection, id: string): KnownShare | null | undefined {
  const { id: connectionId, projectId } = connection

  // Talks to the browser's storage, which outlives the page.
  useEffect(() => {
    void readKnownShare({ id: connectionId, projectId }, id)
  }, [connectionId, projectId, id])

  return useSyncExternalStore(knownShares.subscribe, () => knownShares.get(connection, id))
}
