import type { Database } from './databaseSchema.ts'
import { isRecord } from '#lib/isRecord.ts'

const name = 'replay-desk-jobs'

/** Database of earlier versions; one of its receipts may belong to an interrupted deletion. */
export const formerReceipts = 'replay-desk-deletions'

/** Whether a job may be logged that a closed tab left. Read at the start, where opening the database would cost too much. */
export function hasLoggedJobs(): boolean {
  try {
    return localStorage.getItem(name) !== null
  } catch {
    return false
  }
}

/** The same for a deletion of an earlier version, which left no mark. Never rejects. */
export async function hasFormerReceipts(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some((one) => one.name === formerReceipts)
  } catch {
    return false
  }
}

function markLoggedJobs(exist: boolean): void {
  try {
    if (exist) localStorage.setItem(name, '1')
    else localStorage.removeItem(name)
  } catch {
    // Without local storage nothing is resumed after a closed tab.
  }
}

/** Sets the mark if a job is logged or a receipt is unfinished, and removes it otherwise. */
export async function updateJobMark(database: Database): Promise<void> {
  const [jobs, receipts] = await Promise.all([database.count('jobs'), database.getAll('receipts')])
  markLoggedJobs(jobs > 0 || receipts.some((receipt) => isRecord(receipt) && receipt['finishedAt'] === null))
}
