import { toCsv } from '#lib/csv.ts'
import type { Receipt, ReceiptRow } from '#storage/receipts.ts'

/** Without extension; sorts by day. */
export function receiptFileName({ startedAt, id }: Receipt): string {
  return `deletion-${startedAt.slice(0, 10)}-${id.slice(0, 8)}`
}

const header = ['recording_id', 'person', 'start_time', 'outcome', 'outcome_at', 'why', 'host', 'project_id', 'receipt_id']

/** One row per recording, instants as ISO in UTC. Safe to open in a spreadsheet (see toCsv). */
export function receiptCsv({ host, projectId, id }: Receipt, rows: readonly ReceiptRow[]): string {
  return toCsv([
    header,
    ...rows.map((row) => [row.recordingId, row.person, row.startTime, row.outcome, row.at, row.why, host, projectId, id]),
  ])
}

/** Contains no API key. */
export function receiptJson(receipt: Receipt, rows: readonly ReceiptRow[]): string {
  const recordings = rows.map(({ receiptId: _receiptId, index: _index, isRequested: _isRequested, ...row }) => row)
  return `${JSON.stringify({ ...receipt, recordings }, null, 2)}\n`
}
