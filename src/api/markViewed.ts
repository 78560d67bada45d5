import { useMutation } from '@tanstack/react-query'
import type { Address } from './http.ts'
import { markViewed, recordingQueries, type RecordingRows, type WholeRecording } from './recordings.ts'

/** Marks one recording as viewed; every list and page that shows it follows without asking again. */
export function useMarkViewed(at: Address) {
  return useMutation({
    mutationFn: (id: string) => markViewed(at, id),
    meta: {
      writes: (id: string) => [
        { queryKey: recordingQueries.lists(at), rewrite: (rows: RecordingRows) => withViewed(rows, id) },
        {
          queryKey: recordingQueries.one(at, id).queryKey,
          rewrite: (one: WholeRecording) => ({ ...one, recording: { ...one.recording, viewed: true } }),
        },
      ],
    },
  })
}

function withViewed(list: RecordingRows, id: string): RecordingRows {
  if (!list.rows.some((row) => row.id === id)) return list
  return { ...list, rows: list.rows.map((row) => (row.id === id ? { ...row, viewed: true } : row)) }
}
