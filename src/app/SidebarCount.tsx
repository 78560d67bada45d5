import { useSyncExternalStore } from 'react'
import { isRunning, jobStore, type RunningJob } from '#features/jobs/jobStore.ts'
import { counted, formatNumber } from '#lib/format.ts'
import { localDay } from '#lib/localDay.ts'
import type { Screen } from '#lib/paths.ts'
import { countsOf, sidebarCounts } from '#storage/sidebarCounts.ts'
import { useNow } from '#ui/useNow.ts'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import classes from './Shell.module.css'

/** `isSpoken`: for screen readers, beside the link and not in its name. */
type Props = { path: Screen; connectionId: string; projectId: string; isSpoken?: boolean }

type Count = { count: number; meaning: string; isUrgent: boolean }

function failedJobs(jobs: readonly RunningJob[], connectionId: string): number {
  return jobs.filter(
    ({ job }) =>
      job.connectionId === connectionId &&
      (isRunning(job) ? job.phase.kind === 'paused' && job.phase.why !== null : (job.counts.get('failed') ?? 0) > 0),
  ).length
}

/** What is already known of a screen, beside its link; nothing is asked of a server for it. */
export function SidebarCount({ path, connectionId, projectId, isSpoken = false }: Props) {
  const counts = useSyncExternalStore(sidebarCounts.subscribe, sidebarCounts.get)
  const { jobs } = useSyncExternalStore(jobStore.subscribe, jobStore.get)
  const { publicLinks, reviewedUntil, problems } = countsOf(counts, { id: connectionId, projectId })
  const today = localDay(useNow(3_600_000))
  const overdue = reviewedUntil.filter((until) => until < today).length
  const failed = failedJobs(jobs, connectionId)
  const known: Partial<Record<Screen, Count>> = {
    sharing: {
      count: publicLinks ?? 0,
      meaning: `${counted(publicLinks ?? 0, 'public link')}${overdue > 0 ? `, ${counted(overdue, 'review')} overdue` : ''}`,
      isUrgent: overdue > 0,
    },
    subscriptions: {
      count: problems ?? 0,
      meaning: `${counted(problems ?? 0, 'subscription')} with problems`,
      isUrgent: false,
    },
    'activity-log': { count: failed, meaning: `${counted(failed, 'job')} failed`, isUrgent: true },
  }
  const shown = known[path]
  if (!shown || shown.count === 0) return null
  return isSpoken ? (
    <VisuallyHidden>{shown.meaning}</VisuallyHidden>
  ) : (
    <span className={classes['count']} data-urgent={shown.isUrgent || undefined} title={shown.meaning} aria-hidden>
      {formatNumber(shown.count)}
    </span>
  )
}
