import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { dismissRun, type Run } from './currentRun.ts'
import { phaseText } from './DeletionProgress.tsx'
import classes from './DeletionStatus.module.css'
import { deletionDialog } from './openDeletion.ts'
import { countsText } from './deletionMessages.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

/** Card in the corner for a deletion in the background. */
export function DeletionStatus({ run }: { run: Run }) {
  const now = useNow(1000)
  const { counts, receipt, phase } = run
  const isEnded = phase.kind === 'ended'
  const done = receipt.total - counts.waiting
  const text = phaseText(run, now)
  return (
    <aside className={classes['card']} aria-label="Background deletion">
      <p className={classes['title']} role="status">
        {isEnded ? 'Deletion finished' : 'Deleting in background'}
      </p>
      {!isEnded && <ProgressBar label="Recordings processed" done={done} total={receipt.total} />}
      <p className={classes['text']}>
        {isEnded ? `${countsText(counts)}.` : `${formatNumber(done)} of ${formatNumber(receipt.total)}. ${text}`}
      </p>
      <div className={classes['actions']}>
        <Button variant="default" onClick={() => deletionDialog.set({ isShown: true })}>
          {isEnded ? 'Show receipt' : 'Show'}
        </Button>
        {isEnded && (
          <Button variant="subtle" onClick={dismissRun}>
            Close
          </Button>
        )}
      </div>
    </aside>
  )
}
