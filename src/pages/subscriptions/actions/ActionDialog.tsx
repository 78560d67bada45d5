import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { newId } from '#lib/newId.ts'
import { DeedProgress } from '#features/actions/ActionProgress.tsx'
import { DeedQuestion } from '#features/actions/ActionQuestion.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import type { Judged } from '../analyzeSubscription.ts'
import parts from '#ui/dialogParts.module.css'
import { deedWords, type SubscriptionDeed, subscriptions } from './actionMessages.ts'
import { FreezeField } from './ReminderField.tsx'
import { addToFreeze } from './reminders.ts'
import { TargetList } from './TargetList.tsx'
import type { DeedRun, SubscriptionDeeds } from './useSubscriptionActions.ts'
import { Button } from '#ui/Button.tsx'

type Props = {
  at: Connection
  deeds: SubscriptionDeeds
  deed: SubscriptionDeed
  targets: readonly Judged[]
  /** Called when it closes, with whether anything was done. */
  onClose: (isDone: boolean) => void
}

/** Asks, does it one by one in sight, and says what became of each. */
export function DeedDialog({ at, deeds, deed, targets, onClose }: Props) {
  const { run } = deeds
  const [until, setUntil] = useState('')
  const [freezeId] = useState(newId) // one freeze, however often it is tried again
  const isRunning = run !== null && run.phase.kind !== 'ended'
  function begin() {
    const keep = (paused: Judged) => addToFreeze(at, { id: freezeId, until }, paused)
    void deeds.start(deed, targets, deed === 'pause' && until !== '' ? keep : undefined)
  }
  function end() {
    onClose(run !== null)
    deeds.dismiss()
  }
  return (
    <Dialog title={deedWords[run?.deed ?? deed].title} wide mayClose={!isRunning} onClose={end}>
      {(close) => {
        if (run === null) {
          const { question, meaning, button } = deedWords[deed]
          const what = subscriptions(targets.length)
          return (
            <DeedQuestion
              question={question(what)}
              meaning={meaning}
              button={button(what)}
              isFinal={deed === 'end'}
              list={<TargetList targets={targets} withRecipients={deed === 'send test' || deed === 'resume'} />}
              onConfirm={begin}
              onCancel={close}
            >
              {deed === 'pause' && <FreezeField until={until} onChange={setUntil} />}
            </DeedQuestion>
          )
        }
        return isRunning ? <Progress run={run} deeds={deeds} /> : <Ended run={run} deeds={deeds} onDone={close} />
      }}
    </Dialog>
  )
}

function Progress({ run, deeds }: { run: DeedRun; deeds: SubscriptionDeeds }) {
  const { deed, targets, ends, phase, isCancelled } = run
  return (
    <DeedProgress
      working={deedWords[deed].working}
      label="Subscriptions that are dealt with"
      done={ends.size}
      total={targets.length}
      phase={phase}
      isCancelled={isCancelled}
      words={{ paused: 'Stopped', resume: 'Go on' }}
      onResume={deeds.resume}
      onCancel={deeds.cancel}
    >
      <TargetList targets={targets} run={run} />
    </DeedProgress>
  )
}

const opposite: Partial<Record<SubscriptionDeed, SubscriptionDeed>> = { end: 'bring back' }

function Ended({ run, deeds, onDone }: { run: DeedRun; deeds: SubscriptionDeeds; onDone: () => void }) {
  const { deed, targets, ends } = run
  const count = (outcome: string) => [...ends.values()].filter((end) => end.outcome === outcome).length
  const failed = count('failed') + count('not attempted')
  const done = targets.filter(({ subscription: { id } }) => ends.get(id)?.outcome === 'done')
  const undo = opposite[deed]
  const counts = [
    `${deedWords[deed].done}: ${done.length} of ${targets.length}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(count('not supported') > 0 ? [`${count('not supported')} ignored by the server`] : []),
  ]
  return (
    <div className={parts['form']}>
      <p className={parts['question']} role="status">
        {counts.join(', ')}.
      </p>
      <TargetList targets={targets} run={run} />
      <div className={parts['actions']}>
        {undo && done.length > 0 && (
          <Button variant="default" onClick={() => void deeds.start(undo, done)}>
            {`Undo: bring back ${subscriptions(done.length)}`}
          </Button>
        )}
        {failed > 0 && (
          <Button variant="default" onClick={deeds.retry}>
            {`Try ${failed} again`}
          </Button>
        )}
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  )
}
