import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { hideJob, jobStore } from '#features/jobs/jobStore.ts'
import { useVaultUpkeep } from '#features/vault/useVaultUpkeep.ts'
import { connectionsNow } from '#storage/connections.ts'

/** Drops what was loaded with keys that are locked now, and what no screen shows. */
function dropLoaded(client: QueryClient) {
  const locked = new Set(connectionsNow().flatMap(({ id, keyKept }) => (keyKept === 'vault' ? [id] : [])))
  const filters = {
    predicate: (query: Query) => locked.has(String(query.queryKey[0])) || !query.isActive(),
  }
  void client.cancelQueries(filters)
  client.removeQueries(filters)
  client.getMutationCache().clear()
}

/** Locks the vault after idle time, and takes what was loaded with its keys off the screen and out of memory. */
export function VaultHost() {
  const client = useQueryClient()
  const onLock = useCallback(() => {
    const { shownId } = jobStore.get()
    if (shownId !== null) hideJob(shownId)
    dropLoaded(client)
  }, [client])
  useVaultUpkeep(onLock)
  return null
}
