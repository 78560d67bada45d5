import { budget } from '#api/rateLimit/rateLimiter.ts'
import type { Connection } from '#storage/connections.ts'
import { waitWords } from '#api/rateLimit/waitMessage.ts'
import { useAt } from '#features/connection/useAt.ts'
import { askedOf, leftOf, type Scan, type Standing } from '#features/shareInventory/scan.ts'
import { secondsLeft } from '#features/shareInventory/secondsLeft.ts'
import type { Scanning } from '#features/shareInventory/useScan.ts'
import { waitText } from '#lib/duration.ts'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import classes from './SharingPage.module.css'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

/** What the scan is at, in a sentence that does not change with every answer. */
function standingWords(standing: Standing, isCancelled: boolean, now: number): string {
  if (isCancelled) return 'Cancelled: the last answers are being kept.'
  switch (standing.kind) {
    case 'waiting':
      return waitWords(standing, now)
    case 'paused':
      return standing.why === null ? 'Paused.' : `Paused: ${standing.why}`
    case 'working':
      return ''
  }
}

function paceText(at: Connection, pace: number | null, { tally, isAllFound }: Scan): string {
  if (pace === null) return ''
  const rate =
    pace >= 1 ? `${formatNumber(Math.round(pace))} a second` : `${formatNumber(Math.max(1, Math.round(pace * 60)))} a minute`
  const general = budget.view(at).classes.find(({ rateClass }) => rateClass === 'general')
  const seconds = secondsLeft(leftOf(tally), pace, general?.windows ?? [])
  return `${rate}, ${isAllFound ? '' : 'more than '}${waitText(seconds)} left`
}

/** How long the rest takes at least while the request budget is what holds it up; empty where that is not told. */
function boundText(at: Connection, standing: Standing, { tally, isAllFound }: Scan, now: number): string {
  if (standing.kind !== 'waiting' || standing.for !== 'budget') return ''
  const general = budget.view(at).classes.find(({ rateClass }) => rateClass === 'general')
  const seconds = secondsLeft(leftOf(tally), Infinity, general?.windows ?? [])
  return `${isAllFound ? '' : 'more than '}${waitText(Math.max(seconds, (standing.until - now) / 1000))} left`
}

function doneText({ tally, isAllFound }: Scan): string {
  const asked = formatNumber(askedOf(tally))
  const seen = formatNumber(tally.seen)
  return isAllFound ? `${asked} of ${seen} asked about` : `${asked} asked about, ${seen} found so far`
}

function title(isElsewhere: boolean, isPaused: boolean): string {
  if (isElsewhere) return 'Another tab of this browser is scanning'
  return isPaused ? 'Scan paused' : 'Scanning'
}

/** How a scan goes, in this tab or another, and how to hold or stop it. */
export function ScanPanel({ scan, scanning }: { scan: Scan; scanning: Scanning }) {
  const at = useAt()
  const now = useNow(1000)
  const { run, isElsewhere, apply } = scanning
  const { tally, standing, isAllFound } = scan
  const isPaused = standing.kind === 'paused'
  const isCancelled = run?.isCancelled ?? false
  const hasReason = standing.kind === 'paused' && standing.why !== null
  const tenth = Math.floor((10 * askedOf(tally)) / Math.max(1, tally.seen)) * 10
  return (
    <section className={classes['panel']} aria-label="Scan">
      <div className={classes['panelHead']}>
        <h2 className={classes['panelTitle']}>{title(isElsewhere, isPaused)}</h2>
        <div className={classes['panelActions']}>
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
        </div>
      </div>
      <ProgressBar label="Recordings asked about" done={askedOf(tally)} total={tally.seen} />
      <div className={classes['figures']}>
        <span>
          {doneText(scan)} · <b>{formatNumber(tally.shared)} public</b>
          {tally.failed > 0 && ` · ${formatNumber(tally.failed)} failed`}
        </span>
        <span className={classes['quiet']}>
          {run && standing.kind === 'working'
            ? paceText(run.at, run.pace, scan)
            : !isCancelled && boundText(at, standing, scan, now)}
        </span>
      </div>
      <p className={hasReason ? classes['failed'] : classes['look']} aria-live={standing.kind === 'waiting' ? 'off' : 'polite'}>
        {standingWords(standing, isCancelled, now)}
      </p>
      <p className={classes['heard']} role="status">
        {isAllFound ? `${tenth} percent asked about.` : 'Recordings are still being found.'}
      </p>
    </section>
  )
}

/** A scan that a closed tab or a reload left unfinished. */
export function InterruptedScan({ scan, scanning }: { scan: Scan; scanning: Scanning }) {
  const { tally, standing } = scan
  const why = standing.kind === 'paused' && standing.why !== null ? ` It was paused: ${standing.why}` : ''
  return (
    <section className={classes['panel']} aria-label="Scan">
      <div className={classes['panelHead']}>
        <h2 className={classes['panelTitle']}>The scan was interrupted</h2>
        <div className={classes['panelActions']}>
          <Button onClick={() => void scanning.goOn(scan.id)}>Resume</Button>
          <Button variant="subtle" color="red" onClick={() => void scanning.end(scan)}>
            End it here
          </Button>
        </div>
      </div>
      <p className={classes['text']} role="status">
        {doneText(scan)}, {formatNumber(tally.shared)} public. Nothing of it is lost: it goes on where it stopped.{why}
      </p>
    </section>
  )
}
