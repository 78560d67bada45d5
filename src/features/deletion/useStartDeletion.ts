import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import type { Address } from '#api/http/request.ts'
import { withoutRecordings } from '#api/recordings/recordingMutations.ts'
import { recordingQueries, type RecordingRows } from '#api/recordings/recordings.ts'
import { startRun } from './currentRun.ts'
import { deletionFront } from './openDeletion.ts'
import type { Outcome, Receipt, ReceiptRow } from './receipt.ts'
import { receiptLog } from './receipts.ts'
import { createRunTrail } from './logDeletion.ts'

type Order = {
  at: Connection
  receipt: Receipt
  rows: readonly ReceiptRow[]
  /** What to try again of a receipt from the log; absent for a new one. */
  again?: ReadonlySet<Outcome>
  onDone?: (() => void) | undefined
}

/** What an interrupted receipt has left. */
export const unfinished: ReadonlySet<Outcome> = new Set<Outcome>(['waiting', 'not attempted'])

let onDone: (() => void) | undefined

/** Tells whoever asked for the deletion, once, that it is out of hand: some are deleted, or it goes on in the background. */
export function handOver() {
  const tell = onDone
  onDone = undefined
  tell?.()
}

/** Requests are rationed: what shows deleted rows loses them, and asks again only when it is next opened. */
function takeOut(queryClient: QueryClient, at: Address, ids: ReadonlySet<string>) {
  queryClient.setQueriesData({ queryKey: recordingQueries.lists(at) }, (kept: RecordingRows | undefined) =>
    kept && Array.isArray(kept.rows) ? withoutRecordings(kept, ids) : kept,
  )
  for (const id of ids) {
    const { queryKey } = recordingQueries.one(at, id)
    queryClient.removeQueries({ queryKey, type: 'inactive' })
    void queryClient.invalidateQueries({ queryKey, refetchType: 'none' }) // on screen: nobody asks for what is known to be gone
  }
}

/** How to start a deletion and bring it to the front. */
export function useStartDeletion(): (order: Order) => void {
  const queryClient = useQueryClient()
  return ({ at, receipt, rows, again, onDone: tell }) => {
    onDone = tell
    deletionFront.set({ wish: null, isShown: true })
    const { host, projectId, projectName } = receipt
    const trail = createRunTrail({ id: at.id, owner: at.owner, host, projectId, projectName })
    void startRun({
      at,
      receipt,
      rows,
      outcomes: again ?? unfinished,
      isAgain: again !== undefined,
      log: receiptLog,
      onGone: (ids) => takeOut(queryClient, at, ids),
      onSettled: trail.add,
      onEnd({ counts }) {
        trail.end()
        void queryClient.invalidateQueries({ queryKey: recordingQueries.lists(at), refetchType: 'none' })
        void queryClient.invalidateQueries({ queryKey: ['deletions'] })
        if (counts.deleted + counts['already gone'] > 0) handOver()
        else onDone = undefined
      },
    })
  }
}
