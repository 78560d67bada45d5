import { useSyncExternalStore } from 'react'
import { currentRun } from './currentRun.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { DeletionStatus } from './DeletionStatus.tsx'
import { InterruptedNotice } from './InterruptedNotice.tsx'
import { deletionFront } from './openDeletion.ts'

/** What there is to see of deletions: the dialog in front, the running one in the corner, or one that was interrupted. */
export function DeletionDesk() {
  const { wish, isShown } = useSyncExternalStore(deletionFront.subscribe, deletionFront.get)
  const run = useSyncExternalStore(currentRun.subscribe, currentRun.get)
  return (
    <>
      <DeleteDialog wish={wish} run={isShown ? run : null} />
      {run && !isShown && <DeletionStatus run={run} />}
      {!run && <InterruptedNotice />}
    </>
  )
}
