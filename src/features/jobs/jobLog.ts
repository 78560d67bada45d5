import { dropJob, saveJob, type StoredJob } from '#storage/jobs.ts'
import type { JobItem } from './job.ts'

/** The `write` of a job that can be resumed after its tab was closed; once it has ended, the activity log has its outcomes. */
export function jobLog(job: StoredJob) {
  return (items: readonly JobItem[], isEnded: boolean): Promise<void> => (isEnded ? dropJob(job.id) : saveJob(job, items))
}
