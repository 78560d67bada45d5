import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { fetchInTurn } from '#api/http/fetchInTurn.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { readSharing, sharingQueries } from '#api/sharing/sharing.ts'

/** Shown in the API usage popover. */
const label = 'Checking which recordings are public'

/** Few at a time, so that requests of the user are not delayed. */
const queues = 2

/**
 * Fetches in the background whether a recording is public, while `isEnabled`. The answer arrives in `useKnownShare`; returns the
 * error, if any.
 */
export function useFetchShare(connection: ApiConnection, recordingId: string, isEnabled: boolean): ApiError | null {
  const queryClient = useQueryClient()
  const { id, host, key, projectId } = connection
  const { error } = useQuery({ ...sharingQueries.one(connection, recordingId), enabled: false })

  // Waits for its turn, and leaves the queue when the row scrolls away.
  useEffect(() => {
    if (!isEnabled) return
    const leaving = new AbortController()
    const address = { id, host, key, projectId }
    const queue = String((recordingId.codePointAt(recordingId.length - 1) ?? 0) % queues)
    void fetchInTurn(
      queryClient,
      { queue, group: sharingQueries.all(address), signal: leaving.signal },
      {
        ...sharingQueries.one(address, recordingId),
        queryFn: ({ signal }) => {
          const background = { label, signal: AbortSignal.any([signal, leaving.signal]) }
          return readSharing(address, recordingId, { background, signal })
        },
      },
    )
    return () => leaving.abort()
  }, [isEnabled, queryClient, id, host, key, projectId, recordingId])

  return error && asApiError(error).kind !== 'aborted' ? asApiError(error) : null
}
