import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { newId } from '#lib/newId.ts'
import { ActionProgress } from '#features/actions/ActionProgress.tsx'
import { ActionConfirmation } from '#features/actions/ActionConfirmation.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import parts from '#ui/dialogParts.module.css'
import { actionMessages, type SubscriptionAction } from './actionMessages.ts'
import { ReminderField } from './ReminderField.tsx'
import { addToReminder } from './reminders.ts'
import { TargetList } from './TargetList.tsx'
import type { ActionRun, SubscriptionActions } from './useSubscriptionActions.ts'
import { counted, formatNumber } from '#lib/format.ts'
import { Button } from '#ui/Button.tsx'

type Props = {
  connection: Connection
  actions: SubscriptionActions
  action: SubscriptionAction
  targets: readonly AnalyzedSubscription[]
  /** `isDone`: something was changed. */
  onClose: (isDone: boolean) => void
}

/** Asks for confirmation, shows progress, then the result for each subscription. */
export function ActionDialog({ connection, actions, action, targets, onClose }: Props) {
  const { run } = actions
  const [until, setUntil] = useState('')
  const [reminderId] = useState(newId) // one reminder, even after retries
  const isRunning = run !== null && run.phase.kind !== 'ended'
  function start() {
    const addReminder = (paused: AnalyzedSubscription) => addToReminder(connection, { id: reminderId, until }, paused)
    void actions.start(action, targets, action === 'pause' && until !== '' ? addReminder : undefined)
  }
  function finish() {
    onClose(run !== null)
    actions.dismiss()
  }
  return (
    <Dialog title={actionMessages[run?.action ?? action].title} wide mayClose={!isRunning} onClose={finish}>
      {(close) => {
        if (run === null) {
          const { question, meaning, button } = actionMessages[action]
          const what = counted(targets.length, 'subscription')
          return (
            <ActionConfirmation
              question={question(what)}
              consequence={meaning}
              button={button(what)}
              isFinal={action === 'end'}
              list={<TargetList targets={targets} withRecipients={action === 'send test' || action === 'resume'} />}
              onConfirm={start}
              onCancel={close}
            >
              {action === 'pause' && <ReminderField until={until} onChange={setUntil} />}
            </ActionConfirmation>
          )
        }
        return isRunning ? <Progress run={run} actions={actions} /> : <Finished run={run} actions={actions} onDone={close} />
      }}
    </Dialog>
  )
}

function Progress({ run, actions }: { run: ActionRun; actions: SubscriptionActions }) {
  const { action, targets, results, phase, isCancelled } = run
  return (
    <ActionProgress
      working={actionMessages[action].working}
      label="Subscriptions processed"
      done={results.size}
      total={targets.length}
      phase={phase}
      isCancelled={isCancelled}
      labels={{ paused: 'Stopped', resume: 'Continue' }}
      onResume={actions.resume}
      onCancel={actions.cancel}
    >
      <TargetList targets={targets} run={run} />
    </ActionProgress>
  )
}

const undoActions: Partial<Record<SubscriptionAction, SubscriptionAction>> = { end: 'bring back' }

function Finished({ run, actions, onDone }: { run: ActionRun; actions: SubscriptionActions; onDone: () => void }) {
  const { action, targets, results } = run
  const countOf = (outcome: string) => [...results.values()].filter((result) => result.outcome === outcome).length
  const failed = countOf('failed') + countOf('not attempted')
  const done = targets.filter(({ subscription: { id } }) => results.get(id)?.outcome === 'done')
  const undo = undoActions[action]
  const counts = [
    actionMessages[action].finished(
      `${done.length < targets.length ? `${formatNumber(done.length)} of ` : ''}${counted(targets.length, 'subscription')}`,
    ),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(countOf('not supported') > 0 ? [`${countOf('not supported')} ignored by the server`] : []),
  ]
  return (
    <div className={parts['form']}>
      <p className={parts['question']} role="status">
        {counts.join(', ')}.
      </p>
      <TargetList targets={targets} run={run} />
      <div className={parts['actions']}>
        {undo && done.length > 0 && (
          <Button variant="default" onClick={() => void actions.start(undo, done)}>
            {`Undo: bring back ${counted(done.length, 'subscription')}`}
          </Button>
        )}
        {failed > 0 && (
          <Button variant="default" onClick={actions.retry}>
            {`Retry ${formatNumber(failed)}`}
          </Button>
        )}
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  )
}
