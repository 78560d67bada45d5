import type { JobItem } from '#features/jobs/job.ts'
import { type Outcome, outcomes, type Receipt, type ReceiptRow } from '#storage/receipts.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { formatDateTime } from '#lib/instant.ts'
import { recordings } from './deletionMessages.ts'

/** "Deleting 12 recordings", or "Deleting 12 recordings of Ada". */
export function deletionTitle({ total, reason, title }: Receipt): string {
  return `Deleting ${recordings(total)}${reason === 'person' ? ` of ${cutText(oneLine(title), 200)}` : ''}`
}

/** A row of a receipt as an item of its job, to be deleted if its outcome is one of `again`. Names it with its start in `zone`. */
export function itemOf(row: ReceiptRow, again: ReadonlySet<Outcome>, zone: string | null): JobItem {
  const { recordingId, person, startTime, outcome, why, at } = row
  const name = [person ?? recordingId, startTime && formatDateTime(startTime, zone)].filter(Boolean).join(' · ')
  const item = { id: recordingId, name }
  return again.has(outcome) ? { ...item, outcome: 'waiting', why: null, at: null } : { ...item, outcome, why, at }
}

/** A row of a receipt after its item has been started or got its outcome. */
export function rowAfter(row: ReceiptRow, { outcome, why, at }: JobItem): ReceiptRow {
  const isRequested = row.isRequested || (outcome !== 'waiting' && outcome !== 'not attempted')
  return { ...row, outcome: outcomes.find((one) => one === outcome) ?? 'waiting', why, at, isRequested }
}
