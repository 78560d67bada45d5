import { isReadOnly } from '#storage/readOnly.ts'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Connection, useConnections } from '#storage/connections.ts'
import { dropJob, loggedItems, loggedJobs, type StoredItem, type StoredJob } from '#storage/jobs.ts'
import { formatNumber } from '#lib/format.ts'
import { heldTabLocks } from '#lib/tabLock.ts'
import { Button } from '#ui/Button.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './JobHost.module.css'
import { isLeft } from './jobLog.ts'
import { findJob } from './jobStore.ts'
import { jobLock } from './startJob.ts'

export type InterruptedJob = { job: StoredJob; items: readonly StoredItem[] }

/** What is left of a job, and the connection under which it goes on. */
export type ResumeOrder = InterruptedJob & { queryClient: QueryClient; connection: Connection }

export type Resumer = {
  /** Resolves once the job has started. */
  resume: (order: ResumeOrder) => Promise<void>
  /** Finds the jobs that have a log of their own, such as a receipt. Never rejects. */
  find?: () => Promise<InterruptedJob[]>
  /** Ends a job in that log; `dropJob` by default. */
  drop?: (id: string) => Promise<void>
}

/** By the kind of the job. */
export type Resumers = Record<string, Resumer>

function drop({ kind, id }: StoredJob, resumers: Resumers): Promise<void> {
  return (resumers[kind]?.drop ?? dropJob)(id)
}

async function interruptedJobs(resumers: Resumers): Promise<InterruptedJob[]> {
  const isAtWork = await heldTabLocks()
  const logged = loggedJobs().then((jobs) => Promise.all(jobs.map(async (job) => ({ job, items: await loggedItems(job.id) }))))
  const all = await Promise.all([logged, ...Object.values(resumers).map(({ find }) => find?.() ?? [])])
  const interrupted = all.flat().filter(({ job }) => !isAtWork(jobLock(job.id)) && !findJob(job.id))
  const isUnfinished = ({ items }: InterruptedJob) => items.some(isLeft)
  await Promise.all(interrupted.flatMap((one) => (isUnfinished(one) ? [] : [drop(one.job, resumers)])))
  return interrupted.filter(isUnfinished)
}

/** Invalidate it when a log of its own has changed. */
export const interruptedKey = ['interrupted jobs']

/** Says that closing a tab left jobs unfinished, and offers to resume each. */
export function InterruptedJobs({ resumers }: { resumers: Resumers }) {
  const queryClient = useQueryClient()
  const connections = useConnections()
  const { data = [], refetch } = useQuery({ queryKey: interruptedKey, queryFn: () => interruptedJobs(resumers), gcTime: 0 })

  async function resume(id: string) {
    // Another tab may have resumed or finished it since this was shown.
    const interrupted = (await refetch()).data?.find(({ job }) => job.id === id)
    const connection = connections.find((one) => one.id === interrupted?.job.connectionId && one.host === interrupted.job.host)
    if (!interrupted || !connection) return
    const { projectId } = interrupted.job
    const projectName = projectId === connection.projectId ? connection.projectName : null
    await resumers[interrupted.job.kind]?.resume({
      ...interrupted,
      queryClient,
      connection: { ...connection, projectId, projectName },
    })
    await refetch()
  }

  return data.map(({ job, items }) => {
    if (findJob(job.id)) return null
    const left = items.filter(isLeft).length
    const canResume =
      job.kind in resumers &&
      !isReadOnly(job.connectionId) &&
      connections.some(({ id, host }) => id === job.connectionId && host === job.host)
    return (
      <Stack as="aside" size="sm" key={job.id} className={classes['card']} aria-label={`Interrupted job: ${job.title}`}>
        <Text strong role="status">
          Interrupted: {job.title}
        </Text>
        <Text tone="dimmed" numeric>
          {formatNumber(left)} of {formatNumber(items.length)} left.
        </Text>
        <Row>
          {canResume && (
            <Button variant="default" onClick={() => void resume(job.id)}>
              Resume
            </Button>
          )}
          <Button variant="subtle" onClick={() => void drop(job, resumers).then(() => refetch())}>
            Dismiss
          </Button>
        </Row>
      </Stack>
    )
  })
}
