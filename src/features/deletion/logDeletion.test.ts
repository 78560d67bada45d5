import { expect, test } from 'vitest'
import type { Outcome, ReceiptRow } from './receipt.ts'
import { actionOf } from './logDeletion.ts'

function row(outcome: Outcome, why: string | null = null): ReceiptRow {
  return { receiptId: 'r', index: 0, recordingId: 'a', person: 'Ada', startTime: null, outcome, at: null, why }
}

test('what was done or tried is a deed; what was not attempted is none', () => {
  expect(actionOf(row('deleted'))).toMatchObject({
    action: 'deleted',
    outcome: 'done',
    subject: 'a',
    subjectName: 'Ada',
    detail: null,
  })
  expect(actionOf(row('already gone'))).toMatchObject({ outcome: 'done', detail: 'It was already gone.' })
  expect(actionOf(row('failed', 'The server failed (500).'))).toMatchObject({
    outcome: 'failed',
    detail: 'The server failed (500).',
  })
  expect([actionOf(row('waiting')), actionOf(row('not attempted'))]).toEqual([null, null])
})
