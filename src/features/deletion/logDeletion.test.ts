import { expect, test } from 'vitest'
import type { Outcome, ReceiptRow } from '#storage/receipts.ts'
import { activityOf } from './logDeletion.ts'

function row(outcome: Outcome, why: string | null = null): ReceiptRow {
  return { receiptId: 'r', index: 0, recordingId: 'a', person: 'Ada', startTime: null, outcome, at: null, why, isRequested: true }
}

test('attempted deletions are logged; others are not', () => {
  expect(activityOf(row('deleted'))).toMatchObject({
    action: 'deleted',
    outcome: 'done',
    subject: 'a',
    subjectName: 'Ada',
    detail: null,
  })
  expect(activityOf(row('already gone'))).toMatchObject({ outcome: 'done', detail: 'Already gone.' })
  expect(activityOf(row('failed', 'The server failed (500).'))).toMatchObject({
    outcome: 'failed',
    detail: 'The server failed (500).',
  })
  expect([activityOf(row('waiting')), activityOf(row('not attempted'))]).toEqual([null, null])
})
