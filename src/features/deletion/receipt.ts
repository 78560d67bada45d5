/** `waiting`: not requested yet. */
export type Outcome = 'waiting' | 'deleted' | 'already gone' | 'failed' | 'not attempted'

export const outcomes: readonly Outcome[] = ['deleted', 'already gone', 'failed', 'not attempted', 'waiting']

/** Instants are ISO; `finishedAt` is null until the deletion ends. Contains no API key. */
export type Receipt = {
  id: string
  connectionId: string
  host: string
  projectId: string
  projectName: string | null
  startedAt: string
  finishedAt: string | null
  reason: 'selection' | 'person'
  /** "12 recordings" or the person's name. */
  title: string
  /** A sentence; null if they were selected by hand. */
  foundBy: string | null
  total: number
}

/** `at` is the ISO instant of the outcome, `why` a sentence. */
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

/** A recording to delete. `startTime` is ISO. */
export type Subject = { id: string; person: string | null; startTime: string | null }

export type Counts = Record<Outcome, number>

export function countOutcomes(rows: readonly ReceiptRow[]): Counts {
  const counts: Counts = { waiting: 0, deleted: 0, 'already gone': 0, failed: 0, 'not attempted': 0 }
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}
