import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useConnections } from '#storage/connections.ts'
import { dropJob, loggedItems, loggedJobs, type StoredItem, type StoredJob } from '#storage/jobs.ts'
import type { Connection } from '#storage/connections.ts'
import { formatNumber } from '#lib/format.ts'
import { atWork } from '#lib/tabLock.ts'
import { Button } from '#ui/Button.tsx'
import classes from './JobHost.module.css'
import { findJob } from './jobStore.ts'
import { jobLock } from './startJob.ts'

/** Starts what is left of a logged job anew, by the kind of the job. */
export type Resumers = Record<string, (connection: Connection, job: StoredJob, items: readonly StoredItem[]) => Promise<void>>

async function interruptedJobs() {
  const isAtWork = await atWork()
  const jobs = (await loggedJobs()).filter(({ id }) => !isAtWork(jobLock(id)) && !findJob(id))
  return Promise.all(jobs.map(async (job) => ({ job, items: await loggedItems(job.id) })))
}

const queryKey = ['interrupted jobs']

/** Says that closing a tab left jobs unfinished, and offers to resume each. */
export function InterruptedJobs({ resumers }: { resumers: Resumers }) {
  const queryClient = useQueryClient()
  const connections = useConnections()
  const { data = [] } = useQuery({ queryKey, queryFn: interruptedJobs, gcTime: 0 })
  const refresh = () => queryClient.invalidateQueries({ queryKey })
  return data.map(({ job, items }) => {
    const left = items.filter(({ outcome }) => outcome === 'waiting').length
    const connection = connections.find(({ id }) => id === job.connectionId)
    const resume = resumers[job.kind]
    return (
      <aside key={job.id} className={classes['card']} aria-label={`Interrupted job: ${job.title}`}>
        <p className={classes['title']} role="status">
          Interrupted: {job.title}
        </p>
        <p className={classes['text']}>
          {formatNumber(left)} of {formatNumber(items.length)} left.
        </p>
        <div className={classes['actions']}>
          {connection && resume && (
            <Button
              variant="default"
              onClick={() => void resume({ ...connection, projectId: job.projectId }, job, items).then(refresh)}
            >
              Resume
            </Button>
          )}
          <Button variant="subtle" onClick={() => void dropJob(job.id).then(refresh)}>
            Dismiss
          </Button>
        </div>
      </aside>
    )
  })
}
