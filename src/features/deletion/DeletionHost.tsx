import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { databaseName } from './databaseName.ts'
import { deletionDialog } from './openDeletion.ts'

const DeletionDialogs = lazy(() => import('./DeletionDialogs.tsx').then(({ DeletionDialogs: Dialogs }) => ({ default: Dialogs })))

/** Mounts the deletion dialogs above every screen, once they are needed. */
export function DeletionHost() {
  const { isNeeded } = useSyncExternalStore(deletionDialog.subscribe, deletionDialog.get)

  // If receipts are stored, one of them may belong to an interrupted deletion.
  useEffect(() => {
    void globalThis.indexedDB?.databases?.().then(
      (databases) => databases.some(({ name }) => name === databaseName) && deletionDialog.set({}),
      () => undefined,
    )
  }, [])

  if (!isNeeded) return null
  return (
    <Suspense>
      <DeletionDialogs />
    </Suspense>
  )
}
