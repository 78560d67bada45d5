import type { ApiConnection } from '#storage/connections.ts'
import type { RetryOptions } from '#api/http/retryInBackground.ts'
import type { Outcome } from './receipt.ts'

type Settled = Exclude<Outcome, 'waiting'>

export type DeletionOptions = RetryOptions & {
  /** Asked anew for every request, so that a key that was corrected during a pause is used. */
  connection: () => ApiConnection
  ids: readonly string[]
  /** Ids that may have been asked for before without an answer that arrived: when they are gone, it may have been that. */
  requestedBefore?: ReadonlySet<string>
  /** Called exactly once for every id, as soon as its outcome is known. `why` is a sentence, null where there is nothing to add. */
  onOutcome: (ids: readonly string[], outcome: Settled, why: string | null) => void
}

/** An order at work, with the ids whose request went out without an answer coming back. */
export type Work = DeletionOptions & { unanswered: Set<string> }

/** Why something may be gone that was asked for before without an answer that arrived. */
export const earlierAttemptMessage = 'An earlier try of this deletion may have removed it.'
