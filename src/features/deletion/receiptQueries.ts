import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { interruptedKey } from '#features/jobs/InterruptedJobs.tsx'
import { jobLock } from '#features/jobs/startJob.ts'
import { heldTabLocks } from '#lib/tabLock.ts'
import type { Counts, Receipt } from '#storage/receipts.ts'
import { receiptLog } from '#storage/receipts.ts'

/** `isRunning`: a tab of this browser is deleting for it. */
export type LoggedReceipt = { receipt: Receipt; counts: Counts; isRunning: boolean }

/** Whether a tab works on a receipt; one of an earlier version holds a lock of its own. */
export function isAtWork(id: string, isHeld: (lock: string) => boolean): boolean {
  return isHeld(jobLock(id)) || isHeld(`deletion ${id}`)
}

export function remainingCount({ waiting, 'not attempted': notAttempted }: Counts): number {
  return waiting + notAttempted
}

/** Reads local storage only. */
export const receiptQueries = {
  all: queryOptions({
    queryKey: ['deletions', 'all'],
    staleTime: 0,
    queryFn: async (): Promise<LoggedReceipt[]> => {
      const [receipts, isHeld] = await Promise.all([receiptLog.list(), heldTabLocks()])
      return Promise.all(
        receipts.map(async (receipt) => ({
          receipt,
          counts: await receiptLog.count(receipt.id),
          isRunning: isAtWork(receipt.id, isHeld),
        })),
      )
    },
  }),
  one: (id: string) =>
    queryOptions({ queryKey: ['deletions', 'one', id], staleTime: 0, gcTime: 0, queryFn: () => receiptLog.read(id) }),
}

/** Reads all receipts again where they are shown. */
export function refreshReceipts(queryClient: QueryClient) {
  void queryClient.invalidateQueries({ queryKey: ['deletions'] })
  void queryClient.invalidateQueries({ queryKey: interruptedKey })
}
