import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { hasFormerReceipts, hasLoggedJobs } from '#storage/jobMark.ts'
import type { Resumers } from './InterruptedJobs.tsx'
import { jobStore } from './jobStore.ts'

const Jobs = lazy(() => import('./Jobs.tsx').then((module) => ({ default: module.Jobs })))

/** Where jobs are shown, above every screen. Loads nothing until there is one. */
export function JobHost({ resumers }: { resumers: Resumers }) {
  const { isNeeded } = useSyncExternalStore(jobStore.subscribe, jobStore.get)

  // A closed tab may have left some.
  useEffect(() => {
    if (hasLoggedJobs()) jobStore.set({})
    else void hasFormerReceipts().then((exist) => exist && jobStore.set({}))
  }, [])

  if (!isNeeded) return null
  return (
    <Suspense>
      <Jobs resumers={resumers} />
    </Suspense>
  )
}
