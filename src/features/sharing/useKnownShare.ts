import { useEffect, useSyncExternalStore } from 'react'
import type { Address } from '#api/http/request.ts'
import { type KnownShare, knownShares, recallShare } from '#storage/knownShares.ts'

/** What earlier answers said of a recording's public link: null where nobody ever asked, undefined while that is looked up. */
export function useKnownShare(at: Address, id: string): KnownShare | null | undefined {
  const { id: connectionId, projectId } = at

  // Talks to the browser's storage, which outlives the page.
  useEffect(() => {
    void recallShare({ id: connectionId, projectId }, id)
  }, [connectionId, projectId, id])

  return useSyncExternalStore(knownShares.subscribe, () => knownShares.get(at, id))
}
