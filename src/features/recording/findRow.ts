import type { QueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { type Recording, recordingQueries, type RecordingRows } from '#api/recordings/recordings.ts'

/** A row of a cached list. `fetchedAt`: milliseconds since 1970. */
export type KnownRow = { recording: Recording; fetchedAt: number }

/** Returns the newest cached row of a recording in this project; null if no list has it. */
export function findRow(queryClient: QueryClient, connection: Connection, id: string): KnownRow | null {
  const rows = queryClient
    .getQueriesData<RecordingRows>({ queryKey: recordingQueries.lists(connection) })
    .flatMap(([queryKey, list]): KnownRow[] => {
      const recording = list?.rows.find((row) => row.id === id)
      return recording ? [{ recording, fetchedAt: queryClient.getQueryState(queryKey)?.dataUpdatedAt ?? 0 }] : []
    })
  return rows.toSorted((one, other) => other.fetchedAt - one.fetchedAt)[0] ?? null
}
