import type { QueryClient } from '@tanstack/react-query'
import { withoutRecordings } from '#api/recordings/recordingMutations.ts'
import { recordingQueries, type RecordingRows } from '#api/recordings/recordings.ts'
import type { JobItem, JobView } from '#features/jobs/job.ts'
import { jobStore, showJob } from '#features/jobs/jobStore.ts'
import { startJob } from '#features/jobs/startJob.ts'
import type { ApiConnection, Connection } from '#storage/connections.ts'
import { dropNotes } from '#storage/notes.ts'
import { type Outcome, type Receipt, receiptLog, type ReceiptRow } from '#storage/receipts.ts'
import { dropReplays } from '#storage/replayCache.ts'
import { dropSignals } from '#storage/sessionSignals.ts'
import { dropDecisions } from '#storage/triage.ts'
import { paths } from '#lib/paths.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { deleteRecordings } from './deleteRecordings.ts'
import { eraseRecordings } from './eraseRecordings.ts'
import { isRequested } from './erasure.ts'
import { activitiesOf, createDeletionLog, requestActivity } from './logDeletion.ts'
import { refreshReceipts } from './receiptQueries.ts'
import { deletionTitle, itemOf, rowAfter } from './receiptJob.ts'
import { ReceiptView } from './ReceiptView.tsx'

export type DeletionOrder = {
  queryClient: QueryClient
  connection: Connection
  receipt: Receipt
  rows: readonly ReceiptRow[]
  /** Rows of the receipt that are to be deleted. */
  outcomes?: ReadonlySet<Outcome>
  /** Called once, when some were deleted or the deletion goes on in the background. */
  onDone?: (() => void) | undefined
}

const unfinished: ReadonlySet<Outcome> = new Set<Outcome>(['waiting', 'not attempted', 'unknown'])

/** One deletion at a time in this browser. */
const lock = 'deletion'

function isGone({ outcome }: JobItem): boolean {
  return outcome === 'deleted' || outcome === 'already gone'
}

/** Removes rows from cached lists without refetching, because requests are rationed, and what this browser stored of them. */
function removeFromCache(queryClient: QueryClient, connection: ApiConnection, ids: ReadonlySet<string>) {
  void dropReplays(connection, [...ids])
  void dropNotes(connection, ids)
  void dropSignals(connection, ids)
  void dropDecisions(connection, ids)
  queryClient.setQueriesData({ queryKey: recordingQueries.lists(connection) }, (cached: RecordingRows | undefined) =>
    cached && Array.isArray(cached.rows) ? withoutRecordings(cached, ids) : cached,
  )
  for (const id of ids) {
    const { queryKey } = recordingQueries.one(connection, id)
    queryClient.removeQueries({ queryKey, type: 'inactive' })
    void queryClient.invalidateQueries({ queryKey, refetchType: 'none' }) // on screen: do not refetch what is gone
  }
}

/** Calls `onDone` when the dialog of a job is closed, or when the returned function says so; once at most. */
function callOnce(id: string, onDone: DeletionOrder['onDone']): (isDone: boolean) => void {
  let call = onDone
  const stop = jobStore.subscribe(() => {
    if (jobStore.get().shownId !== id) finish(true)
  })
  function finish(isDone: boolean) {
    stop()
    if (isDone) call?.()
    call = undefined
  }
  return finish
}

/** `current` gives the receipt as it stands. */
function viewOf(order: DeletionOrder, current: (items: readonly JobItem[]) => Pick<DeletionOrder, 'receipt' | 'rows'>): JobView {
  return {
    title: 'Delete recordings',
    noun: 'recording',
    nouns: 'recordings',
    outcomeLabel: (outcome) => outcome.charAt(0).toUpperCase() + outcome.slice(1),
    retryable: new Set(), // the receipt has buttons for it
    note: 'If you close this tab, you can resume the rest later.',
    notWritten: 'This browser couldn’t save the receipt. Download it before you close the page.',
    ended({ items }) {
      const shown = current(items)
      return (
        <ReceiptView {...shown} onRetry={(connection, outcomes) => startDeletion({ ...order, ...shown, connection, outcomes })} />
      )
    },
    actions: (_, close) => (
      <ButtonLink to={paths.deletions(order.receipt.projectId)} variant="subtle" onClick={close}>
        All deletions
      </ButtonLink>
    ),
  }
}

/**
 * Deletes recordings as a job and opens its dialog. Its log is the receipt, from which it is resumed after its tab was closed.
 * Does nothing while this receipt is being worked on.
 */
export function startDeletion(order: DeletionOrder) {
  const { queryClient, connection, rows, outcomes = unfinished, onDone } = order
  let receipt: Receipt = { ...order.receipt, finishedAt: null }
  const { id, host, projectId, projectName } = receipt
  const wasRequested = order.receipt.finishedAt !== null && receipt.erasure !== undefined && isRequested(receipt.erasure)
  const before = new Map(rows.map((row) => [row.recordingId, row]))
  const rowsOf = (items: readonly JobItem[]) =>
    items.flatMap((item) => {
      const row = before.get(item.id)
      return row ? [rowAfter(row, item)] : []
    })
  const activityLog = createDeletionLog({ id: connection.id, owner: connection.owner, host, projectId, projectName })

  showJob(id)
  const finish = callOnce(id, onDone)
  void startJob({
    id,
    title: deletionTitle(receipt),
    connection,
    items: rows.map((row) => itemOf(row, outcomes, connection.zone)),
    lock,
    async write(items, isEnded) {
      if (isEnded) receipt = { ...receipt, finishedAt: new Date().toISOString() }
      await receiptLog.save(receipt, rowsOf(items))
    },
    perform: (work) => {
      const requested = work.items.filter((item) => before.get(item.id)?.isRequested)
      const deletion = { ...work, unanswered: new Set(requested.map((item) => item.id)) }
      if (!receipt.erasure) return deleteRecordings(deletion)
      return eraseRecordings(deletion, receipt.erasure, (erasure) => {
        receipt = { ...receipt, erasure }
      })
    },
    onSettled: (items) => activityLog.add(activitiesOf(receipt, rowsOf(items))),
    onFlush(items) {
      const gone = items.filter(isGone)
      if (gone.length > 0) removeFromCache(queryClient, connection, new Set(gone.map((item) => item.id)))
    },
    onEnd({ items }) {
      if (!wasRequested) activityLog.add(requestActivity(receipt))
      activityLog.end()
      void queryClient.invalidateQueries({ queryKey: recordingQueries.lists(connection), refetchType: 'none' })
      refreshReceipts(queryClient)
      finish(items.some(isGone))
    },
    view: viewOf(order, (items) => ({ receipt, rows: rowsOf(items) })),
  })
}
