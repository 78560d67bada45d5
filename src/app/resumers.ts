import type { Resumers } from '#features/jobs/InterruptedJobs.tsx'

/** How to start again what a closed tab left, by the kind of the job. */
export const resumers: Resumers = {
  subscriptions: async (interrupted) =>
    (await import('#pages/subscriptions/actions/subscriptionJobs.ts')).resumeSubscriptionJob(interrupted),
  sharing: async (interrupted) => (await import('#pages/sharing/shareJobs.tsx')).resumeShareJob(interrupted),
  'mark viewed': async (interrupted) => (await import('#pages/recordings/markViewed.ts')).resumeMarkViewed(interrupted),
}
