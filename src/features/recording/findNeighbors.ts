import type { QueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { recordingQueries, type RecordingRows } from '#api/recordings/recordings.ts'

/** Ids of the recordings above and below one in the list that was asked for last; null where there is none. */
export type NeighborIds = { previous: string | null; next: string | null }

/** Looks into lists that are there already: no server is asked. Rows of a page before or after are not known. */
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
