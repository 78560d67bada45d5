import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { ApiConnection, Connection } from '#storage/connections.ts'
import { withoutRecordings } from '#api/recordings/recordingMutations.ts'
import { recordingQueries, type RecordingRows } from '#api/recordings/recordings.ts'
import { startRun } from './currentRun.ts'
import { deletionDialog } from './openDeletion.ts'
import type { Outcome, Receipt, ReceiptRow } from '#storage/receipts.ts'
import { receiptLog } from '#storage/receipts.ts'
import { createDeletionLog } from './logDeletion.ts'

type StartOptions = {
  connection: Connection
  receipt: Receipt
  rows: readonly ReceiptRow[]
  /** Which outcomes of a stored receipt to retry; absent for a new deletion. */
  retryOutcomes?: ReadonlySet<Outcome>
  onDone?: (() => void) | undefined
}

export const unfinished: ReadonlySet<Outcome> = new Set<Outcome>(['waiting', 'not attempted'])

let onDone: (() => void) | undefined

/** Calls `onDone` of the current deletion, at most once: some are deleted, or it continues in the background. */
export function callOnDone() {
  const callback = onDone
  onDone = undefined
  callback?.()
}

/** Removes rows from cached lists without refetching, because requests are rationed. */
function removeFromCache(queryClient: QueryClient, connection: ApiConnection, ids: ReadonlySet<string>) {
  queryClient.setQueriesData({ queryKey: recordingQueries.lists(connection) }, (cached: RecordingRows | undefined) =>
    cached && Array.isArray(cached.rows) ? withoutRecordings(cached, ids) : cached,
  )
  for (const id of ids) {
    const { queryKey } = recordingQueries.one(connection, id)
    queryClient.removeQueries({ queryKey, type: 'inactive' })
    void queryClient.invalidateQueries({ queryKey, refetchType: 'none' }) // on screen: do not refetch what is gone
  }
}

export function useStartDeletion(): (options: StartOptions) => void {
  const queryClient = useQueryClient()
  return ({ connection, receipt, rows, retryOutcomes, onDone: callback }) => {
    onDone = callback
    deletionDialog.set({ request: null, isShown: true })
    const { host, projectId, projectName } = receipt
    const activityLog = createDeletionLog({ id: connection.id, owner: connection.owner, host, projectId, projectName })
    void startRun({
      connection,
      receipt,
      rows,
      outcomes: retryOutcomes ?? unfinished,
      isRetry: retryOutcomes !== undefined,
      log: receiptLog,
      onGone: (ids) => removeFromCache(queryClient, connection, ids),
      onSettled: activityLog.add,
      onEnd({ counts }) {
        activityLog.end()
        void queryClient.invalidateQueries({ queryKey: recordingQueries.lists(connection), refetchType: 'none' })
        void queryClient.invalidateQueries({ queryKey: ['deletions'] })
        if (counts.deleted + counts['already gone'] > 0) callOnDone()
        else onDone = undefined
      },
    })
  }
}
