import type { QueryClient } from '@tanstack/react-query'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { runMutation } from '#api/http/runMutation.ts'
import { markViewedMutation } from '#api/recordings/recordingMutations.ts'
import type { Connection } from '#storage/connections.ts'
import type { ResumeOrder } from '#features/jobs/InterruptedJobs.tsx'
import type { JobItem, JobView } from '#features/jobs/job.ts'
import { itemsToResume, jobLog, newItems } from '#features/jobs/jobLog.ts'
import { oneByOne } from '#features/jobs/oneByOne.ts'
import { startJob } from '#features/jobs/startJob.ts'
import { counted } from '#lib/format.ts'
import { newId } from '#lib/newId.ts'

type Order = { queryClient: QueryClient; connection: Connection; id: string; startedAt: string; items: JobItem[] }

const outcomeLabels: Record<string, string> = { done: 'Marked as viewed', failed: 'Failed' }

const view: JobView = {
  title: 'Mark as viewed',
  noun: 'recording',
  nouns: 'recordings',
  outcomeLabel: (outcome) => outcomeLabels[outcome] ?? 'Not attempted',
  retryable: new Set(['failed', 'not attempted']),
  isBrief: true,
}

function start({ queryClient, connection, id, startedAt, items }: Order) {
  const title = `Marking ${counted(items.length, 'recording')} as viewed`
  const { id: connectionId, projectId } = connection
  void startJob({
    id,
    title,
    connection,
    items,
    lock: `mark viewed ${connection.host} ${projectId}`,
    write: jobLog({ id, kind: 'mark viewed', title, connectionId, host: connection.host, projectId, startedAt }),
    perform: (work) =>
      oneByOne(work, async (item) => {
        await retryInBackground(work, (sendOptions) =>
          runMutation(queryClient, markViewedMutation(work.connection()), { id: item.id, sendOptions }),
        )
        return { outcome: 'done' }
      }),
    view,
  })
}

/** Marks recordings as viewed, in the corner of the screen. It goes on when the screen is left. */
export function startMarkViewed(
  queryClient: QueryClient,
  connection: Connection,
  recordings: readonly { id: string; name: string }[],
) {
  const items = newItems(recordings)
  start({ queryClient, connection, id: newId(), startedAt: new Date().toISOString(), items })
}

/** Starts what a closed tab left to mark as viewed. */
export function resumeMarkViewed({ job: { id, startedAt }, items, queryClient, connection }: ResumeOrder) {
  start({ queryClient, connection, id, startedAt, items: itemsToResume(items) })
}
