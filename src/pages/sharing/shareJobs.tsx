import { Text } from '#ui/layout.tsx'
import type { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { capabilitiesOf, useCapabilities } from '#api/capabilities.ts'
import { sharingQueries } from '#api/sharing/sharing.ts'
import { logActivity } from '#storage/activityLog.ts'
import type { Connection } from '#storage/connections.ts'
import type { ResumeOrder } from '#features/jobs/InterruptedJobs.tsx'
import type { JobItem, JobView } from '#features/jobs/job.ts'
import { itemsToResume, jobLog, newItems } from '#features/jobs/jobLog.ts'
import { dismissJob, showJob } from '#features/jobs/jobStore.ts'
import { oneByOne } from '#features/jobs/oneByOne.ts'
import { startJob } from '#features/jobs/startJob.ts'
import { inventoryQueries } from '#features/shareInventory/inventoryQueries.ts'
import { personOf } from '#features/shareInventory/inventoryView.ts'
import { activityOf, rowAfter } from '#features/shareInventory/logActions.ts'
import { openInventory } from '#storage/openInventory.ts'
import { type ActionResult, runAction, type ShareAction, shareActions } from '#features/shareInventory/runAction.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { newId } from '#lib/newId.ts'
import { notify } from '#ui/notify.ts'
import { readAs } from '#lib/readAs.ts'
import { Button } from '#ui/Button.tsx'
import { actionMessages, links, outcomeText } from './actionMessages.ts'

const Input = v.object({ action: v.picklist(shareActions), scanId: v.string() })

type Order = {
  queryClient: QueryClient
  connection: Connection
  action: ShareAction
  /** Of one scan. */
  rows: readonly ShareRow[]
  /** Whether a toast reports the outcome. The dialog still opens if something failed. */
  isQuiet?: boolean
}

/** Everything but the job's own log: the cache, the activity log, and the inventory as long as it has the scan. */
async function saveResult({ queryClient, connection, action }: Order, row: ShareRow, result: ActionResult): Promise<void> {
  if (result.sharing) queryClient.setQueryData(sharingQueries.one(connection, row.id).queryKey, result.sharing)
  await logActivity(connection, activityOf(action, row, result))
  try {
    const { store } = await openInventory()
    const [current] = (await store.rows(row.scanId, [row.id])).rows
    const after = current && rowAfter(current, result, new Date().toISOString())
    if (after) await store.saveRows([after])
  } catch {
    // The next scan sees it.
  }
}

function start({
  id,
  startedAt,
  items,
  scanId,
  ...order
}: Order & { id: string; startedAt: string; items: JobItem[]; scanId: string }) {
  const { queryClient, connection, action } = order
  const { host, projectId } = connection
  const rows = new Map(order.rows.map((row) => [row.id, row]))
  const title = actionMessages[action].working(links(items.length))
  void startJob({
    id,
    title,
    connection,
    items,
    lock: `sharing ${host} ${projectId}`,
    write: jobLog({
      id,
      kind: 'sharing',
      title,
      connectionId: connection.id,
      host,
      projectId,
      startedAt,
      input: { action, scanId } satisfies v.InferInput<typeof Input>,
    }),
    async perform(work) {
      const saves: Promise<void>[] = []
      await oneByOne(work, async (item) => {
        const row = rows.get(item.id)
        if (!row) return { outcome: 'failed', why: 'The scan with this link was replaced. Select it in the latest scan.' }
        const result = await runAction(work, action, row)
        saves.push(saveResult(order, row, result))
        return result
      })
      await Promise.all(saves)
    },
    onEnd({ items: ended }) {
      void queryClient.invalidateQueries({ queryKey: inventoryQueries.all(connection) })
      if (!order.isQuiet) return
      if (ended.every(({ outcome }) => outcome === 'done')) notifyOutcome(order, id)
      else showJob(id)
    },
    view: viewOf(order, rows),
  })
  if (!order.isQuiet) showJob(id)
}

/** Replaces the card of a job that succeeded by a toast, with Undo where the server may restore the link. */
function notifyOutcome({ isQuiet: _, ...order }: Order, id: string) {
  const { action, rows, connection } = order
  dismissJob(id)
  const canUndo = action === 'turn off' && capabilitiesOf(connection).restoresLinks !== false
  void notify({
    id: `link ${rows[0]?.id}`,
    title: `${links(rows.length)} ${actionMessages[action].done.toLowerCase()}`,
    message: canUndo ? undoMessage : action === 'turn off' ? noUndoMessage : 'The same link works again.',
    tone: 'notice',
    action: canUndo ? { label: 'Undo', run: () => startShareJob({ ...order, action: 'turn on', isQuiet: true }) } : undefined,
  })
}

const undoMessage = 'Undo restores the same link if the server can. Otherwise it stays off.'
const noUndoMessage = 'This server creates a new link each time, so this one can’t be restored.'

function viewOf({ action, isQuiet: _, ...order }: Order, rows: ReadonlyMap<string, ShareRow>): JobView {
  return {
    title: actionMessages[action].title,
    noun: 'public link',
    nouns: 'public links',
    outcomeLabel: (outcome) => outcomeText(action, outcome),
    retryable: new Set(['failed', 'unknown', 'not attempted', ...(action === 'turn on' ? [] : ['unsure'])]),
    note: 'If you close this tab, you can resume the rest later.',
    actions({ items }, close) {
      const done = items.flatMap(({ id, outcome }) => (outcome === 'done' ? (rows.get(id) ?? []) : []))
      if (action !== 'turn off' || done.length === 0) return null
      function undo() {
        close()
        startShareJob({ ...order, action: 'turn on', rows: done })
      }
      return <Undo connection={order.connection} count={done.length} onUndo={undo} />
    },
  }
}

function Undo({ connection, count, onUndo }: { connection: Connection; count: number; onUndo: () => void }) {
  const isPossible = useCapabilities(connection).restoresLinks !== false
  return (
    <>
      <Text size="sm" tone="dimmed" breaks style={{ flex: '1 0 100%' }}>
        {isPossible
          ? 'Undo works only if the server restores the same links. The first link is tried; if it comes back as a new link, it’s turned off again immediately.'
          : 'This can’t be undone. This server creates a new link each time, so the old ones can’t be restored.'}
      </Text>
      {isPossible && (
        <Button variant="default" onClick={onUndo}>
          Undo: turn on {links(count)}
        </Button>
      )}
    </>
  )
}

/** Starts an action on links and opens its dialog. It goes on when the screen is left. */
export function startShareJob(order: Order) {
  const items = newItems(order.rows.map((row) => ({ id: row.id, name: personOf(row) ?? row.id })))
  const scanId = order.rows[0]?.scanId ?? ''
  start({ ...order, id: newId(), startedAt: new Date().toISOString(), items, scanId })
}

async function storedRows(scanId: string, ids: readonly string[]): Promise<readonly ShareRow[]> {
  try {
    return (await (await openInventory()).store.rows(scanId, ids)).rows
  } catch {
    return []
  }
}

const doubt = 'The tab was closed while this link was being turned on. Check on the recording’s page whether it’s public.'

/**
 * Starts what a closed tab left of an action on links. What was in progress is tried again, except for turning on: nobody may have
 * turned a new link off again.
 */
export async function resumeShareJob({ job, items, queryClient, connection }: ResumeOrder) {
  const input = readAs(Input, job.input)
  if (!input) return
  const rows = await storedRows(
    input.scanId,
    items.map(({ id }) => id),
  )
  start({
    ...input,
    queryClient,
    connection,
    rows,
    id: job.id,
    startedAt: job.startedAt,
    items: itemsToResume(items, input.action === 'turn on' ? doubt : null),
  })
}
