import { useSyncExternalStore } from 'react'
import { currentRun } from './currentRun.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { DeletionStatus } from './DeletionStatus.tsx'
import { InterruptedNotice } from './InterruptedNotice.tsx'
import { deletionDialog } from './openDeletion.ts'

export function DeletionDialogs() {
  const { request, isShown } = useSyncExternalStore(deletionDialog.subscribe, deletionDialog.get)
  const run = useSyncExternalStore(currentRun.subscribe, currentRun.get)
  return (
    <>
      <DeleteDialog request={request} run={isShown ? run : null} />
      {run && !isShown && <DeletionStatus run={run} />}
      {!run && <InterruptedNotice />}
    </>
  )
}
