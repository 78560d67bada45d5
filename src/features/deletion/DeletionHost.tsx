import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { databaseName } from './databaseName.ts'
import { deletionFront } from './openDeletion.ts'

const DeletionDesk = lazy(() => import('./DeletionDialogs.tsx').then(({ DeletionDesk: Desk }) => ({ default: Desk })))

/** Where deletions are asked about and shown, above every screen. Costs nothing until the first one. */
export function DeletionHost() {
  const { isNeeded } = useSyncExternalStore(deletionFront.subscribe, deletionFront.get)

  // Talks to the browser's storage: where deletions are logged, one of them may have been interrupted.
  useEffect(() => {
    void globalThis.indexedDB?.databases?.().then(
      (kept) => kept.some(({ name }) => name === databaseName) && deletionFront.set({}),
      () => undefined,
    )
  }, [])

  if (!isNeeded) return null
  return (
    <Suspense>
      <DeletionDesk />
    </Suspense>
  )
}
