import { dropJob, saveJob, type StoredItem, type StoredJob } from '#storage/jobs.ts'
import type { JobItem } from './job.ts'

/** The `write` of a job that can be resumed after its tab was closed; once it has ended, the activity log has its outcomes. */
export function jobLog(job: StoredJob) {
  return (items: readonly JobItem[], isEnded: boolean): Promise<void> => (isEnded ? dropJob(job.id) : saveJob(job, items))
}

/** Whether an item of a logged job is still to be done, as far as the log can tell. */
export function isLeft({ outcome }: StoredItem): boolean {
  return outcome === 'waiting' || outcome === 'started'
}

/**
 * Items of a logged job, to start it again. What was `started` when the tab closed may or may not have been done: it is tried
 * again, or gets the outcome `unsure` with the sentence `doubt`, where trying twice would do harm.
 */
export function itemsToResume(items: readonly StoredItem[], doubt: string | null = null): JobItem[] {
  return items.map(({ id, name, outcome, why, at }) => {
    if (outcome !== 'started') return { id, name, outcome, why, at }
    return doubt === null
      ? { id, name, outcome: 'waiting', why: null, at: null }
      : { id, name, outcome: 'unsure', why: doubt, at }
  })
}

/** Items that have not been tried. */
export function newItems(items: readonly { id: string; name: string }[]): JobItem[] {
  return items.map(({ id, name }) => ({ id, name, outcome: 'waiting', why: null, at: null }))
}
