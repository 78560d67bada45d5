import { forgetConnection } from '#storage/connections.ts'
import { dropRemindersOf } from '#storage/resumeReminders.ts'
import { forgetJobs } from '#storage/jobs.ts'
import { dropReplaysOf } from '#storage/replayCache.ts'
import { forgetQueries } from '#storage/queryHistory.ts'
import { dropForgotten } from '#features/shareInventory/dropForgotten.ts'

/** Removes a connection and everything that this browser stored for it: scans, cached replays, reminders, queries and unfinished jobs. */
export function forget(id: string) {
  forgetConnection(id)
  dropRemindersOf(id)
  forgetQueries(id)
  void forgetJobs(id)
  void dropForgotten()
  void dropReplaysOf(id)
}
