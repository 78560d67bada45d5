import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { ActionDialog } from './ActionDialog.tsx'
import type { SubscriptionAction } from './actionMessages.ts'
import { removeResumed } from './reminders.ts'
import { useSubscriptionActions } from './useSubscriptionActions.ts'

/** `reminderId`: the reminder to update after resuming. */
export type PendingAction = { action: SubscriptionAction; targets: readonly AnalyzedSubscription[]; reminderId?: string }

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
  const [initial] = useState(pendingAction) // results change the rows, and must not change the list of targets
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
