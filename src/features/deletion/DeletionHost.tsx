import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { hasFormerReceipts, hasLoggedJobs } from '#storage/jobMark.ts'
import { deletionDialog } from './openDeletion.ts'

const DeletionDialogs = lazy(() => import('./DeletionDialogs.tsx').then(({ DeletionDialogs: Dialogs }) => ({ default: Dialogs })))

/** Mounts the deletion dialogs above every screen, once they are needed. */
export function DeletionHost() {
  const { isNeeded } = useSyncExternalStore(deletionDialog.subscribe, deletionDialog.get)

  // A closed tab may have left an interrupted deletion.
  useEffect(() => {
    if (hasLoggedJobs()) deletionDialog.set({})
    else void hasFormerReceipts().then((exist) => exist && deletionDialog.set({}))
  }, [])

  if (!isNeeded) return null
  return (
    <Suspense>
      <DeletionDialogs />
    </Suspense>
  )
}
