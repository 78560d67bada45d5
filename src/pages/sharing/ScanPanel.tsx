import { rateLimiter } from '#api/rateLimit/rateLimiter.ts'
import type { Connection } from '#storage/connections.ts'
import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { checkedCount, remainingCount, type Scan, type ScanStatus } from '#storage/scan.ts'
import { secondsLeft } from '#features/shareInventory/secondsLeft.ts'
import type { Scanning } from '#features/shareInventory/useScan.ts'
import { waitText } from '#lib/duration.ts'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import classes from './SharingPage.module.css'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

/** Does not change with every answer, so that screen readers stay quiet. */
function scanStatusMessage(status: ScanStatus, isCancelled: boolean, now: number): string {
  if (isCancelled) return 'Canceled. Saving the last results.'
  switch (status.kind) {
    case 'waiting':
      return waitMessage(status, now)
    case 'paused':
      return status.why === null ? 'Paused.' : `Paused: ${status.why}`
    case 'working':
      return ''
  }
}

function paceText(connection: Connection, pace: number | null, { counts, isAllFound }: Scan): string {
  if (pace === null) return ''
  const rate =
    pace >= 1 ? `${formatNumber(Math.round(pace))} per second` : `${formatNumber(Math.max(1, Math.round(pace * 60)))} per minute`
  const general = rateLimiter.view(connection).classes.find(({ rateClass }) => rateClass === 'general')
  const seconds = secondsLeft(remainingCount(counts), pace, general?.limits ?? [])
  return `${rate}, ${isAllFound ? '' : 'more than '}${waitText(seconds)} left`
}

/** Minimum time left while the scan waits for the rate limiter; otherwise empty. */
function minimumWaitText(connection: Connection, status: ScanStatus, { counts, isAllFound }: Scan, now: number): string {
  if (status.kind !== 'waiting' || status.for !== 'budget') return ''
  const general = rateLimiter.view(connection).classes.find(({ rateClass }) => rateClass === 'general')
  const seconds = secondsLeft(remainingCount(counts), Infinity, general?.limits ?? [])
  return `${isAllFound ? '' : 'more than '}${waitText(Math.max(seconds, (status.until - now) / 1000))} left`
}

function doneText({ counts, isAllFound }: Scan): string {
  const checked = formatNumber(checkedCount(counts))
  const seen = formatNumber(counts.seen)
  return isAllFound ? `Checked ${checked} of ${seen}` : `Checked ${checked}, ${seen} found so far`
}

function title(isInOtherTab: boolean, isPaused: boolean): string {
  if (isInOtherTab) return 'Scanning in another tab'
  return isPaused ? 'Scan paused' : 'Scanning'
}

/** Progress and controls of a scan in this tab or another. */
export function ScanPanel({ scan, scanning }: { scan: Scan; scanning: Scanning }) {
  const connection = useConnection()
  const now = useNow(1000)
  const { run, isInOtherTab, apply } = scanning
  const { counts, status, isAllFound } = scan
  const isPaused = status.kind === 'paused'
  const isCancelled = run?.isCancelled ?? false
  const hasReason = status.kind === 'paused' && status.why !== null
  const tenth = Math.floor((10 * checkedCount(counts)) / Math.max(1, counts.seen)) * 10
  return (
    <Stack as="section" fixed className={classes['panel']} aria-label="Scan">
      <Row justify="space-between" wrap>
        <h2>{title(isInOtherTab, isPaused)}</h2>
        <Row>
          {isPaused ? (
            <Button variant="default" onClick={() => apply('resume')}>
              Resume
            </Button>
          ) : (
            <Button variant="default" disabled={isCancelled} onClick={() => apply('pause')}>
              Pause
            </Button>
          )}
          <Button variant="subtle" color="red" disabled={isCancelled} onClick={() => apply('cancel')}>
            Cancel
          </Button>
        </Row>
      </Row>
      <ProgressBar label="Recordings checked" done={checkedCount(counts)} total={counts.seen} />
      <Row gap="4px 16px" align="stretch" justify="space-between" wrap size="sm" numeric className={classes['figures']}>
        <span>
          {doneText(scan)} · <b>{formatNumber(counts.shared)} public</b>
          {counts.failed > 0 && ` · ${formatNumber(counts.failed)} failed`}
        </span>
        <Text as="span" tone="dimmed">
          {run && status.kind === 'working'
            ? paceText(run.connection, run.pace, scan)
            : !isCancelled && minimumWaitText(connection, status, scan, now)}
        </Text>
      </Row>
      <Text
        size="sm"
        tone={hasReason ? 'danger' : 'warning'}
        breaks
        numeric
        className={classes['status']}
        aria-live={status.kind === 'waiting' ? 'off' : 'polite'}
      >
        {scanStatusMessage(status, isCancelled, now)}
      </Text>
      <VisuallyHidden role="status">{isAllFound ? `${tenth}% checked.` : 'Still finding recordings.'}</VisuallyHidden>
    </Stack>
  )
}

export function InterruptedScan({ scan, scanning }: { scan: Scan; scanning: Scanning }) {
  const { counts, status } = scan
  const why = status.kind === 'paused' && status.why !== null ? ` It was paused: ${status.why}` : ''
  return (
    <Stack as="section" fixed className={classes['panel']} aria-label="Scan">
      <Row justify="space-between" wrap>
        <h2>Scan interrupted</h2>
        <Row>
          <Button onClick={() => void scanning.reopen(scan.id)}>Resume</Button>
          <Button variant="subtle" color="red" onClick={() => void scanning.end(scan)}>
            End scan
          </Button>
        </Row>
      </Row>
      <Text size="sm" tone="dimmed" breaks role="status">
        {doneText(scan)}, {formatNumber(counts.shared)} public. Nothing was lost. Resume to continue where it stopped.{why}
      </Text>
    </Stack>
  )
}
