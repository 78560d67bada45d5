import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { readSharing, sharingQueries } from '#api/sharing/sharing.ts'
import { createShareQueue } from './shareQueue.ts'

/** What the meter calls requests that nobody pressed for: they only fill in what is on screen. */
const label = 'Telling which recordings are public'

const queue = createShareQueue()

/**
 * Asks in the background, once, whether a recording is public, for as long as that is wanted; the answer reaches
 * `useKnownShare`. Gives why it could not be told, null where nothing went wrong.
 */
export function useFetchShare(connection: ApiConnection, recordingId: string, isEnabled: boolean): ApiError | null {
  const queryClient = useQueryClient()
  const { id, host, key, projectId } = connection
  const name = [id, projectId, recordingId].join('\n')

  // Talks to the server: what is wanted waits its turn, what is not any more leaves the queue.
  useEffect(() => {
    if (!isEnabled) return
    const address = { id, host, key, projectId }
    return queue.enqueue([id, host, key, projectId].join('\n'), name, () =>
      queryClient.fetchQuery({
        ...sharingQueries.one(address, recordingId),
        queryFn: ({ signal }) => readSharing(address, recordingId, { background: { label, signal }, signal }),
        retry: false,
      }),
    )
  }, [isEnabled, queryClient, id, host, key, projectId, recordingId, name])

  return useSyncExternalStore(queue.subscribe, () => queue.errorOf(name))
}
