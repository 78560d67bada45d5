import type { Resumers } from '#features/jobs/InterruptedJobs.tsx'
import { JobHost } from '#features/jobs/JobHost.tsx'

/** How to start again what a closed tab left, by the kind of the job. */
const resumers: Resumers = {
  deletion: {
    resume: async (order) => (await import('#features/deletion/resumeDeletion.ts')).resumeDeletion(order),
    find: async () => (await import('#features/deletion/resumeDeletion.ts')).interruptedDeletions(),
    drop: async (id) => (await import('#features/deletion/resumeDeletion.ts')).closeReceipt(id),
  },
  subscriptions: {
    resume: async (order) => (await import('#pages/subscriptions/actions/subscriptionJobs.ts')).resumeSubscriptionJob(order),
  },
  sharing: { resume: async (order) => (await import('#pages/sharing/shareJobs.tsx')).resumeShareJob(order) },
  'mark viewed': { resume: async (order) => (await import('#pages/recordings/markViewed.ts')).resumeMarkViewed(order) },
}

export function Jobs() {
  return <JobHost resumers={resumers} />
}
