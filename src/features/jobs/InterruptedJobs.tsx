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

/** Starts what is left of a logged job, by the kind of the job. Resolves once it has started. */
export type Resumers = Record<
  string,
  (interrupted: InterruptedJob & { queryClient: QueryClient; connection: Connection }) => Promise<void>
>

async function interruptedJobs(): Promise<InterruptedJob[]> {
  const isAtWork = await heldTabLocks()
  const jobs = (await loggedJobs()).filter(({ id }) => !isAtWork(jobLock(id)) && !findJob(id))
  const interrupted = await Promise.all(jobs.map(async (job) => ({ job, items: await loggedItems(job.id) })))
  const isUnfinished = ({ items }: InterruptedJob) => items.some(isLeft)
  await Promise.all(interrupted.flatMap((one) => (isUnfinished(one) ? [] : [dropJob(one.job.id)])))
  return interrupted.filter(isUnfinished)
}

const queryKey = ['interrupted jobs']

/** Says that closing a tab left jobs unfinished, and offers to resume each. */
export function InterruptedJobs({ resumers }: { resumers: Resumers }) {
  const queryClient = useQueryClient()
  const connections = useConnections()
  const { data = [], refetch } = useQuery({ queryKey, queryFn: interruptedJobs, gcTime: 0 })

  async function resume(id: string) {
    // Another tab may have resumed or finished it since this was shown.
    const interrupted = (await refetch()).data?.find(({ job }) => job.id === id)
    const connection = connections.find((one) => one.id === interrupted?.job.connectionId && one.host === interrupted.job.host)
    if (!interrupted || !connection) return
    const { projectId } = interrupted.job
    const projectName = projectId === connection.projectId ? connection.projectName : null
    await resumers[interrupted.job.kind]?.({
      ...interrupted,
      queryClient,
      connection: { ...connection, projectId, projectName },
    })
    await refetch()
  }

  return data.map(({ job, items }) => {
    if (findJob(job.id)) return null
    const left = items.filter(isLeft).length
    const canResume = job.kind in resumers && connections.some(({ id, host }) => id === job.connectionId && host === job.host)
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
          <Button variant="subtle" onClick={() => void dropJob(job.id).then(() => refetch())}>
            Dismiss
          </Button>
        </Row>
      </Stack>
    )
  })
}
