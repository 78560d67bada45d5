import { retryInBackground } from '#api/http/retryInBackground.ts'
import { defaultFilters } from '#api/recordings/recordingFilters.ts'
import { listRecordings } from '#api/recordings/recordings.ts'
import type { JobWork } from '#features/jobs/job.ts'
import { Cancelled } from '#lib/control.ts'

/** `unanswered` are IDs for which a request was sent, now or earlier, and whose answer is not known. */
export type DeletionWork = JobWork & { unanswered: Set<string> }

/** IDs (100 at most) that the server still lists; null if the list is unavailable. Throws Cancelled. */
export async function stillListed(work: DeletionWork, ids: readonly string[]): Promise<ReadonlySet<string> | null> {
  const filters = { ...defaultFilters, ids }
  const slice = { limit: ids.length, offset: 0 }
  try {
    const { rows, ignored, hasMore } = await retryInBackground(work, (sendOptions) =>
      listRecordings(work.connection(), slice, filters, sendOptions),
    )
    return ignored.includes('session_ids') || hasMore ? null : new Set(rows.map(({ id }) => id))
  } catch (error) {
    if (error instanceof Cancelled) throw error
    return null
  }
}
