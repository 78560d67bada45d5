/** What became of one recording. `waiting` is still to be asked for. */
export type Outcome = 'waiting' | 'deleted' | 'already gone' | 'failed' | 'not attempted'

export const outcomes: readonly Outcome[] = ['deleted', 'already gone', 'failed', 'not attempted', 'waiting']

/** One deletion: where, when, of what. Instants are ISO; `finishedAt` is null while something is left to do. Holds no key. */
export type Receipt = {
  id: string
  connectionId: string
  host: string
  projectId: string
  projectName: string | null
  startedAt: string
  finishedAt: string | null
  reason: 'selection' | 'person'
  /** Of what, for people: "12 recordings" or the person's name. */
  title: string
  /** How the recordings were found, where that was not by hand. */
  foundBy: string | null
  total: number
}

/** One recording of a receipt. `at` is when the outcome was known (ISO), `why` a sentence where there is something to say. */
export type ReceiptRow = {
  receiptId: string
  index: number
  recordingId: string
  person: string | null
  startTime: string | null
  outcome: Outcome
  at: string | null
  why: string | null
}

/** What is to be deleted, as far as a receipt tells it. `startTime` is ISO. */
export type Subject = { id: string; person: string | null; startTime: string | null }

export type Counts = Record<Outcome, number>

export function countOutcomes(rows: readonly ReceiptRow[]): Counts {
  const counts: Counts = { waiting: 0, deleted: 0, 'already gone': 0, failed: 0, 'not attempted': 0 }
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}
