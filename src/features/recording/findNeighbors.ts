import type { QueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { recordingQueries, type RecordingRows } from '#api/recordings/recordings.ts'

/** IDs of the recordings above and below in the most recent list; null if there is none. */
export type NeighborIds = { previous: string | null; next: string | null }

/** Searches cached lists and sends no request, so neighbors on other pages are unknown. */
export function findNeighbors(queryClient: QueryClient, connection: Connection, id: string): NeighborIds {
  const lists = queryClient.getQueryCache().findAll({ queryKey: recordingQueries.lists(connection) })
  const newest = lists.toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
  for (const { queryKey } of newest) {
    const rows = queryClient.getQueryData<RecordingRows>(queryKey)?.rows ?? []
    const index = rows.findIndex((row) => row.id === id)
    if (index >= 0) return { previous: rows[index - 1]?.id ?? null, next: rows[index + 1]?.id ?? null }
  }
  return { previous: null, next: null }
}
