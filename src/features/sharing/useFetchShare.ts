import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { readSharing, sharingQueries } from '#api/sharing/sharing.ts'
import { createShareQueue } from './shareQueue.ts'

/** Shown in the API usage popover. */
const label = 'Checking which recordings are public'

const queue = createShareQueue()

/**
 * Fetches in the background whether a recording is public, while `isEnabled`. The answer arrives in `useKnownShare`; returns the
 * error, if any.
 */
export function useFetchShare(connection: ApiConnection, recordingId: string, isEnabled: boolean): ApiError | null {
  const queryClient = useQueryClient()
  const { id, host, key, projectId } = connection
  const name = [id, projectId, recordingId].join('\n')

  // Waits for its turn in the queue, and leaves the queue when the row scrolls away.
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
