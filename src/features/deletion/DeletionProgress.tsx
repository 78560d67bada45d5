import { useConnections } from '#storage/connections.ts'
import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import { waitText } from '#lib/duration.ts'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { cancelRun, pauseRun, resumeRun, type Run } from './currentRun.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
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
    <Stack gap={12}>
      <Text strong>
        Deleting {recordings(receipt.total)}
        {receipt.reason === 'person' && ` of ${receipt.title}`}
      </Text>
      <ProgressBar label="Recordings processed" done={done} total={receipt.total} />
      <Row gap="4px 16px" align="stretch" justify="space-between" wrap size="sm" numeric>
        <span>
          {formatNumber(done)} of {formatNumber(receipt.total)}
          <Text as="span" tone="dimmed">
            {' '}
            · {countsText(counts)}
          </Text>
        </span>
        <Text as="span" tone="dimmed">
          {paceText(run)}
        </Text>
      </Row>
      <Text size="sm" tone={hasReason ? 'danger' : 'warning'} breaks aria-live={phase.kind === 'waiting' ? 'off' : 'polite'}>
        {text}
      </Text>
      <VisuallyHidden role="status">{`${tenth}% done, ${recordings(receipt.total)} in total.`}</VisuallyHidden>
      {run.problem && (
        <Text size="sm" tone="danger" breaks role="alert">
          {run.problem}
        </Text>
      )}
      <Text size="sm" tone="dimmed" breaks>
        You can close this dialog. Deleting continues in the background while this tab is open. If you close the tab, you can
        resume from the activity log.
      </Text>
      <DialogActions>
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
      </DialogActions>
    </Stack>
  )
}
