import { knownPersonName } from '#api/recordings/personName.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { newId } from '#lib/newId.ts'
import type { Counts, Receipt, ReceiptRow } from '#storage/receipts.ts'

/** A recording to delete. `startTime` is ISO. */
export type Subject = { id: string; person: string | null; startTime: string | null }

export function subjectOf({ id, person, distinctId, startTime }: Recording): Subject {
  return { id, person: knownPersonName(person, distinctId), startTime: startTime?.toISOString() ?? null }
}

/** Counts of named people and of recordings without one; first and last start are ISO. */
export function spanOf(subjects: readonly Subject[]) {
  const people = new Set(subjects.flatMap(({ person }) => (person === null ? [] : [person])))
  const starts = subjects.flatMap(({ startTime }) => (startTime === null ? [] : [startTime])).toSorted()
  return {
    people: people.size,
    nameless: subjects.filter(({ person }) => person === null).length,
    first: starts[0] ?? null,
    last: starts.at(-1) ?? null,
  }
}

type About = Pick<Receipt, 'connectionId' | 'host' | 'projectId' | 'projectName' | 'reason' | 'title' | 'foundBy' | 'erasure'>

/** Every recording once, all `waiting`. */
export function newReceipt(about: About, subjects: readonly Subject[]): { receipt: Receipt; rows: ReceiptRow[] } {
  const id = newId()
  const each = [...new Map(subjects.map((subject) => [subject.id, subject])).values()]
  return {
    receipt: { id, ...about, startedAt: new Date().toISOString(), finishedAt: null, total: each.length },
    rows: each.map(({ id: recordingId, person, startTime }, index) => ({
      receiptId: id,
      index,
      recordingId,
      person,
      startTime,
      outcome: 'waiting',
      at: null,
      why: null,
      isRequested: false,
    })),
  }
}

export function countOutcomes(rows: readonly ReceiptRow[]): Counts {
  const counts: Counts = { waiting: 0, deleted: 0, 'already gone': 0, failed: 0, unknown: 0, 'not attempted': 0 }
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}
