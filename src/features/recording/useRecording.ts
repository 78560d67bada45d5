import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { recordingQueries, type WholeRecording } from '#api/recordings/recordings.ts'
import { findRow } from './findRow.ts'

/** Shows a cached row while the full recording loads. */
export function useRecording(connection: Connection, id: string) {
  const queryClient = useQueryClient()
  const row = findRow(queryClient, connection, id)
  const query = useQuery({
    ...recordingQueries.one(connection, id),
    placeholderData: row ? ({ recording: row.recording, raw: undefined } satisfies WholeRecording) : undefined,
  })
  return { query, row }
}
