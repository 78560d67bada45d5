import { forgetConnection } from '#storage/connections.ts'
import { dropRemindersOf } from '#storage/resumeReminders.ts'
import { dropReplaysOf } from '#storage/replayCache.ts'
import { forgetQueries } from '#storage/queryHistory.ts'
import { dropForgotten } from '#features/shareInventory/dropForgotten.ts'

/** Forgets a connection, and what this browser keeps of what it showed to be public, played or paused, and of its queries. */
export function forget(id: string) {
  forgetConnection(id)
  dropRemindersOf(id)
  forgetQueries(id)
  void dropForgotten()
  void dropReplaysOf(id)
}
