import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { ActionDialog } from './ActionDialog.tsx'
import type { SubscriptionAction } from './actionMessages.ts'
import { resumeAll } from './reminders.ts'
import { useSubscriptionActions } from './useSubscriptionActions.ts'

/** What is to be done, to whom, and which freeze it ends; null where nothing is. */
export type Wish = { action: SubscriptionAction; targets: readonly AnalyzedSubscription[]; reminderId?: string }

/** The dialog in which deeds are asked about and done. Mount it with a wish. */
export function SubscriptionActionDialog({
  connection,
  wish,
  onClose,
}: {
  connection: Connection
  wish: Wish
  onClose: (isDone: boolean) => void
}) {
  const actions = useSubscriptionActions(connection)
  const [kept] = useState(wish) // what is done changes the rows, and must not change what was asked
  return (
    <ActionDialog
      connection={connection}
      actions={actions}
      action={kept.action}
      targets={kept.targets}
      onClose={(isDone) => {
        const done = [...(actions.run?.ends ?? [])].flatMap(([id, { outcome }]) => (outcome === 'done' ? [id] : []))
        if (kept.reminderId !== undefined) resumeAll(kept.reminderId, new Set(done))
        onClose(isDone)
      }}
    />
  )
}
