import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { databaseName } from './databaseName.ts'
import { deletionDialog } from './openDeletion.ts'

const DeletionDialogs = lazy(() => import('./DeletionDialogs.tsx').then(({ DeletionDialogs: Dialogs }) => ({ default: Dialogs })))

/** Where deletions are asked about and shown, above every screen. Costs nothing until the first one. */
export function DeletionHost() {
  const { isNeeded } = useSyncExternalStore(deletionDialog.subscribe, deletionDialog.get)

  // Talks to the browser's storage: where deletions are logged, one of them may have been interrupted.
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
