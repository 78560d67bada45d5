import type { InterruptedJob, ResumeOrder } from '#features/jobs/InterruptedJobs.tsx'
import { heldTabLocks } from '#lib/tabLock.ts'
import { type Receipt, receiptLog } from '#storage/receipts.ts'
import { deletionTitle, itemOf } from './receiptJob.ts'
import { isAtWork } from './receiptQueries.ts'
import { startDeletion } from './startDeletion.tsx'

async function asInterrupted(receipt: Receipt): Promise<InterruptedJob> {
  const { id, connectionId, host, projectId, startedAt } = receipt
  const { rows = [] } = (await receiptLog.read(id)) ?? {}
  return {
    job: { id, kind: 'deletion', title: deletionTitle(receipt), connectionId, host, projectId, startedAt },
    items: rows.map((row) => ({ jobId: id, ...itemOf(row, new Set(), null) })),
  }
}

/** Deletions that a closed tab left, whichever version of this app wrote their receipts; none without storage. Never rejects. */
export async function interruptedDeletions(): Promise<InterruptedJob[]> {
  try {
    const [receipts, isHeld] = await Promise.all([receiptLog.list(), heldTabLocks()])
    return await Promise.all(
      receipts.filter(({ id, finishedAt }) => finishedAt === null && !isAtWork(id, isHeld)).map(asInterrupted),
    )
  } catch {
    return []
  }
}

/** Starts what a closed tab left of a deletion. What was in progress then is requested again. */
export async function resumeDeletion({ job, queryClient, connection }: ResumeOrder): Promise<void> {
  const stored = await receiptLog.read(job.id)
  if (stored) startDeletion({ queryClient, connection, ...stored })
}

/** Ends an interrupted deletion; its receipt still says what is left, and can be resumed. */
export async function closeReceipt(id: string): Promise<void> {
  const stored = await receiptLog.read(id)
  if (stored) await receiptLog.save({ ...stored.receipt, finishedAt: new Date().toISOString() }, [])
}
