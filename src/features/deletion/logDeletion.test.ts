import { expect, test } from 'vitest'
import type { Outcome, ReceiptRow } from './receipt.ts'
import { deedOf } from './logDeletion.ts'

function row(outcome: Outcome, why: string | null = null): ReceiptRow {
  return { receiptId: 'r', index: 0, recordingId: 'a', person: 'Ada', startTime: null, outcome, at: null, why }
}

test('what was done or tried is a deed; what was not attempted is none', () => {
  expect(deedOf(row('deleted'))).toMatchObject({
    action: 'deleted',
    outcome: 'done',
    subject: 'a',
    subjectName: 'Ada',
    detail: null,
  })
  expect(deedOf(row('already gone'))).toMatchObject({ outcome: 'done', detail: 'It was already gone.' })
  expect(deedOf(row('failed', 'The server failed (500).'))).toMatchObject({
    outcome: 'failed',
    detail: 'The server failed (500).',
  })
  expect([deedOf(row('waiting')), deedOf(row('not attempted'))]).toEqual([null, null])
})
