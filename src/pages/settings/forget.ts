import { forgetConnection } from '#storage/connections.ts'
import { dropRemindersOf } from '#storage/resumeReminders.ts'
import { forgetJobs } from '#storage/jobs.ts'
import { dropReplaysOf } from '#storage/replayCache.ts'
import { forgetQueries } from '#storage/queryHistory.ts'
import { jobStore } from '#features/jobs/jobStore.ts'
import { dropForgotten } from '#features/shareInventory/dropForgotten.ts'

/** Removes a connection and what this browser stored for it, and cancels its jobs, which would go on with its key. */
export function forget(id: string) {
  for (const { job, cancel } of jobStore.get().jobs) if (job.connectionId === id) cancel()
  forgetConnection(id)
  dropRemindersOf(id)
  forgetQueries(id)
  void forgetJobs(id)
  void dropForgotten()
  void dropReplaysOf(id)
}
