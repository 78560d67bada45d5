import { asApiError } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import { Cancelled } from '#lib/control.ts'
import type { JobItem, JobWork, Outcome } from './job.ts'

export type Result = { outcome: Outcome; why?: string | null }

/**
 * Runs the items of a job one after another, each logged before and after. `run` sends through `retryInBackground(work, …)`, so
 * that limits are waited out and a refusal that would meet every item pauses the job. An ApiError that it throws makes its item
 * `failed`; after Cancel the rest is `not attempted`. Never rejects.
 */
export async function oneByOne<Item extends JobItem>(
  work: JobWork<Item>,
  run: (item: Item) => Promise<Result>,
  why: (error: unknown) => string = (error) => errorSentence(asApiError(error)),
): Promise<void> {
  for (const item of work.items) {
    try {
      await work.control.waitUntilRunning()
      await work.begin([item.id])
      const result = await run(item)
      work.settle([item.id], result.outcome, result.why)
    } catch (error) {
      if (error instanceof Cancelled) return
      work.settle([item.id], 'failed', why(error))
    }
  }
}
