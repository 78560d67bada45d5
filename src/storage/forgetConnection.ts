import { removeConnection } from './connections.ts'
import { dropForgottenScans } from './dropForgottenScans.ts'
import { forgetJobs } from './jobs.ts'
import { forgetShares } from './knownShares.ts'
import { forgetNotes } from './notes.ts'
import { dropOverviewsOf } from './overviewCache.ts'
import { forgetQueries } from './queryHistory.ts'
import { dropReplaysOf } from './replayCache.ts'
import { dropRemindersOf } from './resumeReminders.ts'
import { forgetSignals } from './sessionSignals.ts'
import { dropCountsOf } from './sidebarCounts.ts'
import { forgetDecisions } from './triage.ts'

/**
 * Removes a connection and what this browser stored for it, except for what proves what was done with it: receipts and the
 * activity log. Its jobs are canceled, in all tabs: they follow the settings. Never rejects.
 */
export async function forgetConnection(id: string): Promise<void> {
  removeConnection(id)
  dropRemindersOf(id)
  dropCountsOf(id)
  dropOverviewsOf(id)
  forgetQueries(id)
  await Promise.all([
    forgetJobs(id),
    dropForgottenScans(),
    forgetShares(id),
    forgetNotes(id),
    dropReplaysOf(id),
    forgetSignals(id),
    forgetDecisions(id),
  ])
}
