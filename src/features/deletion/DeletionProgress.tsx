import { useConnections } from '#storage/connections.ts'
import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import { waitText } from '#lib/duration.ts'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { cancelRun, pauseRun, resumeRun, type Run } from './currentRun.ts'
import parts from '#ui/dialogParts.module.css'
import classes from './DeleteDialog.module.css'
import { countsText, recordings } from './deletionMessages.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

/** Does not change with every recording, so that screen readers stay quiet. */
export function phaseText({ phase, isCancelled }: Run, now: number): string {
  if (isCancelled) return 'Canceled. Waiting for the last request to finish.'
  switch (phase.kind) {
    case 'queued':
      return 'Another tab is deleting recordings. This deletion starts when it’s done.'
    case 'waiting':
      return waitMessage(phase, now)
    case 'paused':
      return phase.why ? `Paused: ${[phase.why.message, phase.why.next].filter(Boolean).join(' ')}` : 'Paused.'
    default:
      return ''
  }
}

function paceText({ pace, counts, phase }: Run): string {
  if (pace === null || phase.kind !== 'working') return ''
  const rate = pace >= 1 ? `${formatNumber(Math.round(pace))} per second` : `${formatNumber(Math.round(pace * 60))} per minute`
  return `${rate}, ${waitText(counts.waiting / pace)} left`
}

export function DeletionProgress({ run, onBackground }: { run: Run; onBackground: () => void }) {
  const now = useNow(500)
  const { receipt, counts, phase, isCancelled } = run
  const fresh = useConnections().find(({ id, host }) => id === receipt.connectionId && host === receipt.host)
  const done = receipt.total - counts.waiting
  const tenth = Math.floor((10 * done) / Math.max(1, receipt.total)) * 10
  const text = phaseText(run, now)
  const isPaused = phase.kind === 'paused'
  const hasReason = phase.kind === 'paused' && phase.why !== null
  return (
    <div className={parts['form']}>
      <p className={parts['question']}>
        Deleting {recordings(receipt.total)}
        {receipt.reason === 'person' && ` of ${receipt.title}`}
      </p>
      <ProgressBar label="Recordings processed" done={done} total={receipt.total} />
      <div className={classes['figures']}>
        <span>
          {formatNumber(done)} of {formatNumber(receipt.total)}
          <span className={classes['quiet']}> · {countsText(counts)}</span>
        </span>
        <span className={classes['quiet']}>{paceText(run)}</span>
      </div>
      <p className={hasReason ? parts['failed'] : parts['warning']} aria-live={phase.kind === 'waiting' ? 'off' : 'polite'}>
        {text}
      </p>
      <p className={classes['visuallyHidden']} role="status">{`${tenth}% done, ${recordings(receipt.total)} in total.`}</p>
      {run.problem && (
        <p className={parts['failed']} role="alert">
          {run.problem}
        </p>
      )}
      <p className={parts['text']}>
        You can close this dialog. Deleting continues in the background while this tab is open. If you close the tab, you can
        resume from the activity log.
      </p>
      <div className={parts['actions']}>
        <Button variant="default" onClick={onBackground}>
          Continue in background
        </Button>
        {isPaused ? (
          <Button
            variant="default"
            onClick={() => resumeRun(fresh ? { ...run.connection, key: fresh.key } : run.connection)}
            data-autofocus
          >
            Resume
          </Button>
        ) : (
          <Button variant="default" onClick={pauseRun} disabled={isCancelled} data-autofocus>
            Pause
          </Button>
        )}
        <Button color="red" variant="outline" onClick={cancelRun} disabled={isCancelled}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
