import type { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import type { ErrorKind } from '#api/http/errors.ts'
import { affectsEveryRequest, retryInBackground } from '#api/http/retryInBackground.ts'
import { logActivity } from '#storage/activityLog.ts'
import type { Connection } from '#storage/connections.ts'
import type { ResumeOrder } from '#features/jobs/InterruptedJobs.tsx'
import type { JobItem } from '#features/jobs/job.ts'
import { itemsToResume, jobLog, newItems } from '#features/jobs/jobLog.ts'
import { showJob } from '#features/jobs/jobStore.ts'
import { oneByOne } from '#features/jobs/oneByOne.ts'
import { startJob } from '#features/jobs/startJob.ts'
import { counted } from '#lib/format.ts'
import { newId } from '#lib/newId.ts'
import { readAs } from '#lib/readAs.ts'
import { attemptAction } from './attemptAction.ts'
import { definitions } from './actionDefinitions.ts'
import { actionMessages } from './actionMessages.ts'
import { addToReminder, removeResumed } from './reminders.ts'
import { subscriptionJobView } from './subscriptionJobView.tsx'

/** A missing endpoint or scope is reported at each row instead of pausing the job. */
const pausing: ReadonlySet<ErrorKind> = new Set(
  [...affectsEveryRequest].filter((kind) => kind !== 'endpoint-missing' && kind !== 'missing-scope'),
)

/** After a lost connection nothing shows whether a test was sent, so it is not sent again. */
const pausingTests: ReadonlySet<ErrorKind> = new Set([...pausing].filter((kind) => kind !== 'unreachable'))

const actionNames = ['pause', 'resume', 'end', 'bring back', 'send test'] as const

const Input = v.object({
  action: v.picklist(actionNames),
  /** Pausing adds to this reminder ("2026-11-30"), resuming removes from it. */
  reminder: v.nullable(v.object({ id: v.string(), until: v.string() })),
})
type Input = v.InferOutput<typeof Input>

type Order = Input & { queryClient: QueryClient; connection: Connection; id: string; startedAt: string; items: JobItem[] }

function start({ action, reminder, queryClient, connection, id, startedAt, items }: Order) {
  const { activity, nouns } = definitions[action]
  const title = `${actionMessages[action].working} ${counted(items.length, ...nouns)}`

  function onDone(item: JobItem) {
    if (reminder === null) return
    if (action === 'pause') addToReminder(connection, reminder, item)
    if (action === 'resume') removeResumed(reminder.id, new Set([item.id]))
  }

  void startJob({
    id,
    title,
    connection,
    items,
    lock: `subscriptions ${connection.host} ${connection.projectId}`,
    write: jobLog({
      id,
      kind: 'subscriptions',
      title,
      connectionId: connection.id,
      host: connection.host,
      projectId: connection.projectId,
      startedAt,
      input: { action, reminder } satisfies Input,
    }),
    perform: (work) =>
      oneByOne(work, ({ id: subscriptionId }) =>
        attemptAction(
          {
            queryClient,
            connection: work.connection,
            id: subscriptionId,
            send: (request) => retryInBackground(work, request, { pauseOn: action === 'send test' ? pausingTests : pausing }),
          },
          action,
        ),
      ),
    onSettled(settled) {
      for (const item of settled) if (item.outcome === 'done') onDone(item)
      const tried = settled.filter(({ outcome }) => outcome !== 'not attempted')
      void logActivity(
        connection,
        tried.map((item) => ({
          kind: 'subscription',
          subject: item.id,
          subjectName: item.name,
          action: activity,
          outcome: item.outcome === 'done' ? 'done' : item.outcome === 'unsure' ? 'unknown' : 'failed',
          detail: item.why,
        })),
      )
    },
    view: subscriptionJobView(action, (done) =>
      startSubscriptionJob({ queryClient, connection, action: 'bring back', targets: done }),
    ),
  })
  showJob(id)
}

/** Starts an action on subscriptions and opens its dialog. It goes on when the screen is left. */
export function startSubscriptionJob({
  targets,
  reminder = null,
  ...order
}: Pick<Order, 'queryClient' | 'connection' | 'action'> & {
  targets: readonly { id: string; name: string }[]
  reminder?: Input['reminder']
}) {
  start({ ...order, reminder, id: newId(), startedAt: new Date().toISOString(), items: newItems(targets) })
}

/** Starts what a closed tab left of an action on subscriptions. */
export function resumeSubscriptionJob({ job, items, queryClient, connection }: ResumeOrder) {
  const input = readAs(Input, job.input)
  if (!input) return
  start({
    ...input,
    queryClient,
    connection,
    id: job.id,
    startedAt: job.startedAt,
    items: itemsToResume(items, definitions[input.action].doubt),
  })
}
