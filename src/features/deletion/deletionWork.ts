import type { ApiConnection } from '#storage/connections.ts'
import type { RetryOptions } from '#api/http/retryInBackground.ts'
import type { Outcome } from '#storage/receipts.ts'

type Settled = Exclude<Outcome, 'waiting'>

export type DeletionOptions = RetryOptions & {
  /** Called for every request, because the key may be corrected during a pause. */
  connection: () => ApiConnection
  ids: readonly string[]
  /** IDs whose earlier request may have succeeded without its answer arriving. */
  requestedBefore?: ReadonlySet<string>
  /** Called exactly once per ID. `why` is a sentence or null. */
  onOutcome: (ids: readonly string[], outcome: Settled, why: string | null) => void
}

/** `unanswered` are IDs whose request was sent but whose answer never arrived. */
export type Work = DeletionOptions & { unanswered: Set<string> }

export const earlierAttemptMessage = 'An earlier attempt may have deleted it.'
