import { useEffect, useState, useSyncExternalStore } from 'react'
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

/** Whether a recording was known to be public when it was opened, so that its sharing does not move when it is changed there. */
export function useWasPublic(connection: ApiConnection, id: string): boolean {
  const known = useKnownShare(connection, id)
  const [first, setFirst] = useState<{ id: string; isPublic: boolean } | null>(null)
  if (known !== undefined && first?.id !== id) setFirst({ id, isPublic: known?.enabled === true })
  return first?.id === id && first.isPublic
}
