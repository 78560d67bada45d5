import { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#api/http/request.ts'
import { retryInBackground, pausesAtNothing as pausing, type Phase } from '#api/http/retryInBackground.ts'
import { listRecordings, type Recording } from '#api/recordings/recordings.ts'
import type { RecordingsQuestion } from '#api/recordings/recordingFilters.ts'
import { Cancelled, createControl } from '#lib/control.ts'

/** As many as servers give at once without a frown (posthog-api.md#b1-recordings-list). */
const rowsPerCall = 100

/** How far a walk is: rows so far, and whether it asks or waits. */
export type ExportProgress = { rows: Recording[]; phase: Phase }

/**
 * All recordings that match, page by page, each once, in the background of what the person does. Limits are waited out; any
 * other refusal ends the walk and is thrown, as ApiError, after `onProgress` has been told of every row so far.
 */
export async function fetchAllRecordings(
  connection: ApiConnection,
  question: RecordingsQuestion,
  signal: AbortSignal,
  onProgress: (walk: ExportProgress) => void,
): Promise<Recording[]> {
  const rows = new Map<string, Recording>()
  const report = (phase: Phase) => onProgress({ rows: [...rows.values()], phase })
  const control = createControl<ApiError>()
  signal.addEventListener('abort', control.cancel)
  const retryOptions = { control, label: 'Exporting recordings', onPhase: report }
  try {
    for (let offset = 0; ; offset += rowsPerCall) {
      const slice = { limit: rowsPerCall, offset }
      const page = await retryInBackground(
        retryOptions,
        (sendOptions) => listRecordings(connection, slice, question, { ...sendOptions, signal }),
        { pausing },
      )
      for (const row of page.rows) rows.set(row.id, row)
      report({ kind: 'working' })
      if (!page.hasMore) return [...rows.values()]
    }
  } catch (error) {
    throw error instanceof Cancelled ? new ApiError('aborted') : error
  } finally {
    signal.removeEventListener('abort', control.cancel)
  }
}
