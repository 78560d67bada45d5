import { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { retryInBackground, pausesAtNothing as pausing, type Phase } from '#api/http/retryInBackground.ts'
import { listRecordings, type Recording } from '#api/recordings/recordings.ts'
import type { RecordingsQuestion } from '#api/recordings/recordingFilters.ts'
import { Cancelled, createControl } from '#lib/control.ts'

/** The largest page that every server accepts (posthog-api.md#b1-recordings-list). */
const rowsPerCall = 100

export type ExportProgress = { rows: Recording[]; phase: Phase }

/**
 * Fetches all matching recordings page by page, each once, as background requests. Waits out rate limits; throws any other
 * refusal as an ApiError after `onProgress` got every row so far.
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
