import { toCsv } from '#lib/csv.ts'
import type { Receipt, ReceiptRow } from '#storage/receipts.ts'
import { erasureText } from './erasure.ts'

/** Without extension; sorts by day. */
export function receiptFileName({ startedAt, id }: Receipt): string {
  return `deletion-${startedAt.slice(0, 10)}-${id.slice(0, 8)}`
}

const header = [
  'recording_id',
  'person',
  'start_time',
  'outcome',
  'outcome_at',
  'why',
  'host',
  'project_id',
  'receipt_id',
  'request',
]

/** One row per recording, instants as ISO in UTC; `request` is what was requested for all of them at once, if that is how. Safe to open in a spreadsheet (see toCsv). */
export function receiptCsv({ host, projectId, id, erasure }: Receipt, rows: readonly ReceiptRow[]): string {
  const request = erasure ? erasureText(erasure, null) : null
  return toCsv([
    header,
    ...rows.map((row) => [
      row.recordingId,
      row.person,
      row.startTime,
      row.outcome,
      row.at,
      row.why,
      host,
      projectId,
      id,
      request,
    ]),
  ])
}

/** Contains no API key. */
export function receiptJson(receipt: Receipt, rows: readonly ReceiptRow[]): string {
  const recordings = rows.map(({ receiptId: _receiptId, index: _index, isRequested: _isRequested, ...row }) => row)
  return `${JSON.stringify({ ...receipt, recordings }, null, 2)}\n`
}
