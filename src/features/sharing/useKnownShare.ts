import { useEffect, useSyncExternalStore } from 'react'
import type { ApiConnection } from '#storage/connections.ts'
import { type KnownShare, knownShares, readKnownShare } from '#storage/knownShares.ts'

/** Last known state of a recording's public link: null if never fetched, undefined while storage is read. */
export function useKnownShare(connection: ApiConnection, id: string): KnownShare | null | undefined {
  const { id: connectionId, projectId } = connection

  useEffect(() => {
    void readKnownShare({ id: connectionId, projectId }, id)
  }, [connectionId, projectId, id])

  return useSyncExternalStore(knownShares.subscribe, () => knownShares.get(connection, id))
}
