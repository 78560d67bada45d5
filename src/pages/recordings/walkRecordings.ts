import { ApiError, asApiError } from '#api/errors.ts'
import type { Address } from '#api/http.ts'
import { listRecordings, type Recording } from '#api/recordings.ts'
import type { RecordingsQuestion } from '#api/recordingsQuestion.ts'

/** As many as servers give at once without a frown (section B.1). */
const rowsPerCall = 100

/** How far a walk is: rows so far, and until when it waits for the server (milliseconds since 1970), null while it asks. */
export type Walk = { rows: Recording[]; waitingUntil: number | null }

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new ApiError('aborted'))
    })
  })
}

/**
 * All recordings that match, page by page, each once. A request limit is waited out for as long as the server says; any other
 * refusal ends the walk and is thrown, as ApiError, after `onProgress` has been told of every row so far.
 */
export async function walkRecordings(
  at: Address,
  question: RecordingsQuestion,
  signal: AbortSignal,
  onProgress: (walk: Walk) => void,
): Promise<Recording[]> {
  const found = new Map<string, Recording>()
  for (let offset = 0; ; offset += rowsPerCall) {
    const page = await ask(offset)
    for (const row of page.rows) found.set(row.id, row)
    onProgress({ rows: [...found.values()], waitingUntil: null })
    if (!page.hasMore) return [...found.values()]
  }

  async function ask(offset: number): ReturnType<typeof listRecordings> {
    try {
      return await listRecordings(at, { limit: rowsPerCall, offset }, question, signal)
    } catch (error) {
      const { kind, facts } = asApiError(error)
      const seconds = kind === 'rate-limited' ? (facts.waitSeconds ?? 30) : null
      if (seconds === null) throw error
      onProgress({ rows: [...found.values()], waitingUntil: Date.now() + seconds * 1000 })
      await sleep(seconds * 1000, signal)
      return ask(offset)
    }
  }
}
