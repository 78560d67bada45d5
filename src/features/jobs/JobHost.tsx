import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { hasLoggedJobs } from '#storage/jobMark.ts'
import type { Resumers } from './InterruptedJobs.tsx'
import { jobStore } from './jobStore.ts'

const Jobs = lazy(() => import('./Jobs.tsx').then((module) => ({ default: module.Jobs })))

/** Where jobs are shown, above every screen. Loads nothing until there is one. */
export function JobHost({ resumers }: { resumers: Resumers }) {
  const { isNeeded } = useSyncExternalStore(jobStore.subscribe, jobStore.get)
  const [wasInterrupted] = useState(hasLoggedJobs)
  if (!isNeeded && !wasInterrupted) return null
  return (
    <Suspense>
      <Jobs resumers={resumers} />
    </Suspense>
  )
}
