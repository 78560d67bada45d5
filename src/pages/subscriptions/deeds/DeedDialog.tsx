import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { Connection } from '#api/connection.ts'
import { waitWords } from '#api/waitWords.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import type { Judged } from '../judged.ts'
import classes from './deeds.module.css'
import { deedWords, type SubscriptionDeed, subscriptions } from './deedWords.ts'
import { FreezeField } from './FreezeField.tsx'
import { keepFreeze } from './freezes.ts'
import { TargetList } from './TargetList.tsx'
import type { DeedRun, SubscriptionDeeds } from './useSubscriptionDeeds.ts'

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
  const isRunning = run !== null && run.phase.kind !== 'ended'
  function end() {
    onClose(run !== null)
    deeds.dismiss()
  }
  return (
    <Dialog title={deedWords[run?.deed ?? deed].title} wide mayClose={!isRunning} onClose={end}>
      {(close) => {
        if (run === null) return <Question at={at} deed={deed} targets={targets} deeds={deeds} onCancel={close} />
        return isRunning ? <Progress run={run} deeds={deeds} /> : <Ended run={run} deeds={deeds} onDone={close} />
      }}
    </Dialog>
  )
}

type QuestionProps = {
  at: Connection
  deed: SubscriptionDeed
  targets: readonly Judged[]
  deeds: SubscriptionDeeds
  onCancel: () => void
}

function Question({ at, deed, targets, deeds, onCancel }: QuestionProps) {
  const [until, setUntil] = useState('')
  const { question, meaning, button } = deedWords[deed]
  const what = subscriptions(targets.length)

  async function begin() {
    const ends = await deeds.start(deed, targets)
    if (deed === 'pause' && until !== '')
      keepFreeze(
        at,
        until,
        targets.filter(({ subscription: { id } }) => ends.get(id)?.outcome === 'done'),
      )
  }

  return (
    <div className={classes['form']}>
      <p className={classes['question']}>{question(what)}</p>
      <TargetList targets={targets} withRecipients={deed === 'send test' || deed === 'resume'} />
      <p className={classes['meaning']}>
        <IconAlertTriangle size={16} aria-hidden /> <span>{meaning}</span>
      </p>
      {deed === 'pause' && <FreezeField until={until} onChange={setUntil} />}
      <div className={classes['actions']}>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog has to begin somewhere, and safely */}
        <Button variant="default" autoFocus onClick={onCancel}>
          Cancel
        </Button>
        <Button color={deed === 'end' ? 'red' : undefined} onClick={() => void begin()}>
          {button(what)}
        </Button>
      </div>
    </div>
  )
}

function phaseText({ phase, isCancelled }: DeedRun, now: number): string {
  if (isCancelled) return 'Cancelled: waiting for the request that is on its way.'
  if (phase.kind === 'waiting') return waitWords(phase, now)
  if (phase.kind !== 'paused') return ''
  return phase.why ? `Stopped: ${[phase.why.message, phase.why.next].filter(Boolean).join(' ')}` : 'Stopped for now.'
}

function Progress({ run, deeds }: { run: DeedRun; deeds: SubscriptionDeeds }) {
  const now = useNow(1000)
  const { deed, targets, ends, phase, isCancelled } = run
  return (
    <div className={classes['form']}>
      <p className={classes['figures']}>{`${deedWords[deed].working}: ${ends.size} of ${targets.length}`}</p>
      <ProgressBar label="Subscriptions that are dealt with" done={ends.size} total={targets.length} />
      <p className={classes['look']} aria-live={phase.kind === 'waiting' ? 'off' : 'polite'}>
        {phaseText(run, now)}
      </p>
      <TargetList targets={targets} run={run} />
      <div className={classes['actions']}>
        {phase.kind === 'paused' && (
          <Button variant="default" onClick={deeds.resume}>
            Go on
          </Button>
        )}
        <Button variant="outline" color="red" disabled={isCancelled} onClick={deeds.cancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

const opposite: Partial<Record<SubscriptionDeed, SubscriptionDeed>> = { end: 'bring back' }

function Ended({ run, deeds, onDone }: { run: DeedRun; deeds: SubscriptionDeeds; onDone: () => void }) {
  const { deed, targets, ends } = run
  const count = (outcome: string) => [...ends.values()].filter((end) => end.outcome === outcome).length
  const failed = count('failed') + count('not attempted')
  const done = targets.filter(({ subscription: { id } }) => ends.get(id)?.outcome === 'done')
  const undo = opposite[deed]
  const parts = [
    `${deedWords[deed].done}: ${done.length} of ${targets.length}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(count('not supported') > 0 ? [`${count('not supported')} ignored by the server`] : []),
  ]
  return (
    <div className={classes['form']}>
      <p className={classes['question']} role="status">
        {parts.join(', ')}.
      </p>
      <TargetList targets={targets} run={run} />
      <div className={classes['actions']}>
        {undo && done.length > 0 && (
          <Button variant="default" onClick={() => void deeds.start(undo, done)}>
            {`Undo: bring back ${subscriptions(done.length)}`}
          </Button>
        )}
        {failed > 0 && (
          <Button variant="default" onClick={() => void deeds.retry()}>
            {`Try ${failed} again`}
          </Button>
        )}
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  )
}
