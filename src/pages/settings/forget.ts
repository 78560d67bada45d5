import { forgetConnection } from '#storage/connections.ts'
import { dropRemindersOf } from '#storage/resumeReminders.ts'
import { dropReplaysOf } from '#storage/replayCache.ts'
import { forgetQueries } from '#storage/queryHistory.ts'
import { dropForgotten } from '#features/shareInventory/dropForgotten.ts'

/** Removes a connection and everything that this browser stored for it: scans, cached replays, reminders and queries. */
export function forget(id: string) {
  forgetConnection(id)
  dropRemindersOf(id)
  forgetQueries(id)
  void dropForgotten()
  void dropReplaysOf(id)
}
