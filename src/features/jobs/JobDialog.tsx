import { useConnections } from '#storage/connections.ts'
import { formatNumber } from '#lib/format.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import parts from '#ui/dialogParts.module.css'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { countedItems, countsText, doneOf, paceText, phaseText } from './jobMessages.ts'
import { JobList } from './JobList.tsx'
import { dismissJob, jobStore, type RunningJob } from './jobStore.ts'

function focusOn(button: HTMLButtonElement | null) {
  button?.focus()
}

/** Where what opened the dialog is gone, the focus goes to the screen. */
function onClose({ job }: RunningJob) {
  jobStore.set({ shownId: null })
  if (job.phase.kind === 'ended') dismissJob(job.id)
  setTimeout(() => {
    const main = document.querySelector('main')
    if (document.activeElement === document.body || !document.activeElement) main?.focus({ preventScroll: true })
  }, 0)
}

/** The dialog of a job: how far it is, then how it ended. Closing it stops nothing. */
export function JobDialog({ running }: { running: RunningJob }) {
  return (
    <Dialog title={running.view.title} wide onClose={() => onClose(running)}>
      {(close) =>
        running.job.phase.kind === 'ended' ? <Ended {...running} close={close} /> : <Progress {...running} close={close} />
      }
    </Dialog>
  )
}

type Props = RunningJob & { close: () => void }

function Progress({ job, view, pause, resume, cancel, close }: Props) {
  const now = useNow(500)
  const connections = useConnections()
  const { phase, isCancelled, items } = job
  const done = doneOf(job)
  const tenths = Math.floor((10 * done) / Math.max(1, items.length)) * 10
  const isPaused = phase.kind === 'paused'
  return (
    <div className={parts['form']}>
      <p className={parts['question']}>{job.title}</p>
      <ProgressBar label={`${view.nouns}, done`} done={done} total={items.length} />
      <div className={parts['figures']}>
        <span>
          {formatNumber(done)} of {formatNumber(items.length)}
          {done > 0 && ` · ${countsText(job, view)}`}
        </span>
        <span>{paceText(job)}</span>
      </div>
      <p
        className={isPaused && phase.why ? parts['failed'] : parts['warning']}
        aria-live={phase.kind === 'waiting' ? 'off' : 'polite'}
      >
        {phaseText(job, now)}
      </p>
      <VisuallyHidden role="status">{`${tenths}% done, ${countedItems(items.length, view)} in total.`}</VisuallyHidden>
      {job.problem && (
        <p className={parts['failed']} role="alert">
          {job.problem}
        </p>
      )}
      <JobList job={job} view={view} />
      {view.note && <p className={parts['text']}>{view.note}</p>}
      <div className={parts['actions']}>
        <Button variant="default" onClick={close}>
          Continue in background
        </Button>
        {isPaused ? (
          <Button ref={focusOn} variant="default" onClick={() => resume(connections.find(({ id }) => id === job.connectionId))}>
            Resume
          </Button>
        ) : (
          <Button ref={focusOn} variant="default" disabled={isCancelled} onClick={pause}>
            Pause
          </Button>
        )}
        <Button color="red" variant="outline" disabled={isCancelled} onClick={cancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function Ended({ job, view, retry, close }: Props) {
  const again = job.items.filter(({ outcome }) => view.retryable.has(outcome)).length
  return (
    <div className={parts['form']}>
      {job.problem && (
        <p className={parts['failed']} role="alert">
          {job.problem}
        </p>
      )}
      {view.ended ? (
        view.ended(job)
      ) : (
        <>
          <p className={parts['question']} role="status">
            {countedItems(job.items.length, view)}: {countsText(job, view)}.
          </p>
          <JobList job={job} view={view} />
        </>
      )}
      <div className={parts['actions']}>
        {view.actions?.(job, close)}
        {again > 0 && (
          <Button variant="default" onClick={retry}>
            {`Retry ${countedItems(again, view)}`}
          </Button>
        )}
        <Button ref={focusOn} onClick={close}>
          Done
        </Button>
      </div>
    </div>
  )
}
