import { mutationOptions, useMutation } from '@tanstack/react-query'
import * as v from 'valibot'
import { type SendOptions, request } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { recordingPath, recordingQueries, type RecordingRows, type WholeRecording } from './recordings.ts'
import { Amount, responseObject, TextList } from '#api/http/schema.ts'

/**
 * Marks a recording as viewed by the key's owner (posthog-api.md#b4-update-a-recording); a key cannot undo that. Real servers
 * answer `{success: true}`, the documented one with the recording. Needs session_recording:write. Throws ApiError.
 */
export async function markViewed(connection: ApiConnection, id: string, sendOptions: SendOptions = {}): Promise<void> {
  await request(connection, recordingPath(id), v.unknown(), { method: 'PATCH', body: { viewed: true }, ...sendOptions })
}

/** Updates every list and page that shows the recording without requesting them again. */
export function markViewedMutation(connection: ApiConnection) {
  return mutationOptions({
    mutationFn: ({ id, sendOptions }: { id: string; sendOptions?: SendOptions }) => markViewed(connection, id, sendOptions),
    meta: {
      rewrites: ({ id }: { id: string }) => [
        { queryKey: recordingQueries.lists(connection), rewrite: (rows: RecordingRows) => withViewed(rows, id) },
        {
          queryKey: recordingQueries.one(connection, id).queryKey,
          rewrite: (one: WholeRecording) => ({ ...one, recording: { ...one.recording, viewed: true } }),
        },
      ],
    },
  })
}

export function useMarkViewed(connection: ApiConnection) {
  return useMutation(markViewedMutation(connection))
}

function withViewed(list: RecordingRows, id: string): RecordingRows {
  if (!list.rows.some((row) => row.id === id)) return list
  return { ...list, rows: list.rows.map((row) => (row.id === id ? { ...row, viewed: true } : row)) }
}

export function withoutRecordings(list: RecordingRows, ids: ReadonlySet<string>): RecordingRows {
  return { ...list, rows: list.rows.filter(({ id }) => !ids.has(id)) }
}

/** Deletes one recording (posthog-api.md#b5-delete-a-recording). Needs session_recording:write. Throws ApiError. */
export async function deleteRecording(connection: ApiConnection, id: string, sendOptions: SendOptions = {}): Promise<void> {
  await request(connection, recordingPath(id), v.unknown(), { method: 'DELETE', ...sendOptions })
}

const BulkDeletion = responseObject({ deletedCount: Amount, totalRequested: Amount, failedIds: TextList })
export type BulkDeletion = v.InferOutput<typeof BulkDeletion>

/**
 * Deletes up to 100 recordings in one request (20 on servers before July 2026; posthog-api.md#b6-related-calls). Most servers
 * refuse keys here: `action-refuses-keys`. `dateFrom` must reach back far enough for old servers, which silently skip older
 * recordings. Throws ApiError.
 */
export function bulkDeleteRecordings(
  connection: ApiConnection,
  ids: readonly string[],
  dateFrom: string,
  sendOptions: SendOptions = {},
): Promise<BulkDeletion> {
  const body = { session_recording_ids: ids, date_from: dateFrom }
  return request(connection, '/session_recordings/bulk_delete/', BulkDeletion, { method: 'POST', body, ...sendOptions })
}
