import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { ActionDialog } from './ActionDialog.tsx'
import type { SubscriptionAction } from './actionMessages.ts'
import { removeResumed } from './reminders.ts'
import { useSubscriptionActions } from './useSubscriptionActions.ts'

/** What is to be done, to whom, and which freeze it ends; null where nothing is. */
export type PendingAction = { action: SubscriptionAction; targets: readonly AnalyzedSubscription[]; reminderId?: string }

/** The dialog in which deeds are asked about and done. Mount it with a wish. */
export function SubscriptionActionDialog({
  connection,
  pendingAction,
  onClose,
}: {
  connection: Connection
  pendingAction: PendingAction
  onClose: (isDone: boolean) => void
}) {
  const actions = useSubscriptionActions(connection)
  const [initial] = useState(pendingAction) // what is done changes the rows, and must not change what was asked
  return (
    <ActionDialog
      connection={connection}
      actions={actions}
      action={initial.action}
      targets={initial.targets}
      onClose={(isDone) => {
        const done = [...(actions.run?.results ?? [])].flatMap(([id, { outcome }]) => (outcome === 'done' ? [id] : []))
        if (initial.reminderId !== undefined) removeResumed(initial.reminderId, new Set(done))
        onClose(isDone)
      }}
    />
  )
}
