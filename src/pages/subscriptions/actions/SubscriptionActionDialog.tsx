import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { ConfirmJob } from '#features/jobs/ConfirmJob.tsx'
import { counted } from '#lib/format.ts'
import { newId } from '#lib/newId.ts'
import { Dialog } from '#ui/Dialog.tsx'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { actionMessages, type SubscriptionAction } from './actionMessages.ts'
import { ReminderField } from './ReminderField.tsx'
import type { Reminder } from './reminders.ts'
import { startSubscriptionJob } from './subscriptionJobs.ts'
import { TargetList } from './TargetList.tsx'

/** `reminder`: the one to update after resuming. */
export type PendingAction = { action: SubscriptionAction; targets: readonly AnalyzedSubscription[]; reminder?: Reminder }

type Props = {
  connection: Connection
  pendingAction: PendingAction
  onClose: () => void
  /** The action was confirmed; it goes on in the dialog of its job. */
  onStart?: () => void
}

/** Asks for confirmation, then starts the action. */
export function SubscriptionActionDialog({ connection, pendingAction, onClose, onStart }: Props) {
  const queryClient = useQueryClient()
  const [until, setUntil] = useState('')
  const { action, targets, reminder = null } = pendingAction
  const { title, question, meaning, button } = actionMessages[action]
  const what = counted(targets.length, 'subscription')

  function start() {
    const newReminder = action === 'pause' && until !== '' ? { id: newId(), until } : null
    startSubscriptionJob({
      queryClient,
      connection,
      action,
      targets: targets.map(({ subscription: { id }, name }) => ({ id, name })),
      reminder: reminder ?? newReminder,
    })
    onStart?.()
  }

  return (
    <Dialog title={title} wide onClose={onClose}>
      {(close) => (
        <ConfirmJob
          question={question(what)}
          consequence={meaning}
          button={button(what)}
          isFinal={action === 'end'}
          list={<TargetList targets={targets} withRecipients={action === 'send test' || action === 'resume'} />}
          onConfirm={() => {
            close()
            start()
          }}
          onCancel={close}
        >
          {action === 'pause' && <ReminderField until={until} onChange={setUntil} />}
        </ConfirmJob>
      )}
    </Dialog>
  )
}
