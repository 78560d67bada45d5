import { queryOptions } from '@tanstack/react-query'
import { heldTabLocks } from '#lib/tabLock.ts'
import { receiptLock } from './locks.ts'
import type { Counts, Receipt } from '#storage/receipts.ts'
import { receiptLog } from '#storage/receipts.ts'

/** `isRunning`: a tab of this browser is deleting for it. */
export type LoggedReceipt = { receipt: Receipt; counts: Counts; isRunning: boolean }

export function remainingCount({ waiting, 'not attempted': notAttempted }: Counts): number {
  return waiting + notAttempted
}

/** Reads local storage only. */
export const receiptQueries = {
  all: queryOptions({
    queryKey: ['deletions', 'all'],
    staleTime: 0,
    queryFn: async (): Promise<LoggedReceipt[]> => {
      const [receipts, isRunning] = await Promise.all([receiptLog.list(), heldTabLocks()])
      return Promise.all(
        receipts.map(async (receipt) => ({
          receipt,
          counts: await receiptLog.count(receipt.id),
          isRunning: isRunning(receiptLock(receipt.id)),
        })),
      )
    },
  }),
  one: (id: string) =>
    queryOptions({ queryKey: ['deletions', 'one', id], staleTime: 0, gcTime: 0, queryFn: () => receiptLog.read(id) }),
}
