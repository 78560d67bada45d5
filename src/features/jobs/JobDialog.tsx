import { useConnections } from '#storage/connections.ts'
import { Button } from '#ui/Button.tsx'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { countedItems, countsText, doneOf, paceText, phaseText, progressText, summaryText } from './jobMessages.ts'
import { JobList } from './JobList.tsx'
import { dismissJob, hideJob, type RunningJob } from './jobStore.ts'

function focusOn(button: HTMLButtonElement | null) {
  button?.focus()
}

/** Where what opened the dialog is gone, the focus goes to the screen. */
function onClose({ job }: RunningJob) {
  hideJob(job.id)
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

function Progress(props: Props) {
  const { job, view } = props
  const now = useNow(500)
  const { phase, items, counted } = job
  const done = doneOf(job)
  const counts = counted === null && done > 0 ? ` · ${countsText(job, view)}` : ''
  const tenths = Math.floor((10 * done) / Math.max(1, items.length)) * 10
  const isPaused = phase.kind === 'paused'
  const text = phaseText(job, now)
  return (
    <Stack gap={12}>
      {counted === null && <Text strong>{job.title}</Text>}
      <ProgressBar
        label={counted === null ? `${view.nouns}, done` : `${view.nouns} so far`}
        done={done}
        total={counted === null ? items.length : null}
        isPaused={isPaused}
      />
      <Row as="p" gap="4px 16px" justify="space-between" wrap size="sm" numeric>
        <span>
          {progressText(job, view)}
          {counts}
        </span>
        <span>{paceText(job)}</span>
      </Row>
      {text && (
        <Text
          size="sm"
          breaks
          tone={isPaused && phase.why ? 'danger' : 'warning'}
          aria-live={phase.kind === 'waiting' ? 'off' : 'polite'}
        >
          {text}
        </Text>
      )}
      {counted === null && (
        <VisuallyHidden role="status">{`${tenths}% done, ${countedItems(items.length, view)} in total.`}</VisuallyHidden>
      )}
      {job.problem && (
        <Text size="sm" tone="danger" breaks role="alert">
          {job.problem}
        </Text>
      )}
      {counted === null && <JobList job={job} view={view} />}
      {view.note && (
        <Text size="sm" tone="dimmed" breaks>
          {view.note}
        </Text>
      )}
      <ProgressActions {...props} />
    </Stack>
  )
}

function ProgressActions({ job, view, pause, resume, cancel, close }: Props) {
  const connections = useConnections()
  const { isCancelled } = job
  return (
    <DialogActions>
      {view.discardLabel && (
        <ConfirmButton
          variant="subtle"
          disabled={isCancelled}
          confirmLabel={`${view.discardLabel} ${progressText(job, view)}`}
          onConfirm={() => cancel(true)}
        >
          {view.discardLabel}
        </ConfirmButton>
      )}
      {view.cancelLabel ? (
        <Button variant="default" disabled={isCancelled} onClick={() => cancel()}>
          {view.cancelLabel}
        </Button>
      ) : (
        <Button color="red" variant="outline" disabled={isCancelled} onClick={() => cancel()}>
          Cancel
        </Button>
      )}
      {job.phase.kind === 'paused' ? (
        <>
          <Button variant="default" onClick={close}>
            Close
          </Button>
          <Button ref={focusOn} onClick={() => resume(connections.find(({ id }) => id === job.connectionId))}>
            Resume
          </Button>
        </>
      ) : (
        <>
          <Button ref={focusOn} variant="default" disabled={isCancelled} onClick={pause}>
            Pause
          </Button>
          <Button onClick={close}>Continue in background</Button>
        </>
      )}
    </DialogActions>
  )
}

function Ended({ job, view, retry, close }: Props) {
  const again = job.items.filter(({ outcome }) => view.retryable.has(outcome)).length
  return (
    <Stack gap={12}>
      {job.problem && (
        <Text size="sm" tone="danger" breaks role="alert">
          {job.problem}
        </Text>
      )}
      {view.ended ? (
        view.ended(job)
      ) : (
        <>
          <Text strong role="status">
            {summaryText(job, view)}.
          </Text>
          {job.counted === null && <JobList job={job} view={view} />}
        </>
      )}
      <DialogActions>
        {view.actions?.(job, close)}
        {again > 0 && (
          <Button variant="default" onClick={retry}>
            {`Retry ${countedItems(again, view)}`}
          </Button>
        )}
        <Button ref={focusOn} onClick={close}>
          Done
        </Button>
      </DialogActions>
    </Stack>
  )
}
