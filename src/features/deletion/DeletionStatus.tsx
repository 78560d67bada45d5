import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { dismissRun, type Run } from './currentRun.ts'
import { phaseText } from './DeletionProgress.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
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
    <Stack as="aside" size="sm" frame className={classes['card']} aria-label="Background deletion">
      <Text strong role="status">
        {isEnded ? 'Deletion finished' : 'Deleting in background'}
      </Text>
      {!isEnded && <ProgressBar label="Recordings processed" done={done} total={receipt.total} />}
      <Text tone="dimmed" numeric>
        {isEnded ? `${countsText(counts)}.` : `${formatNumber(done)} of ${formatNumber(receipt.total)}. ${text}`}
      </Text>
      <Row align="stretch">
        <Button variant="default" onClick={() => deletionDialog.set({ isShown: true })}>
          {isEnded ? 'Show receipt' : 'Show'}
        </Button>
        {isEnded && (
          <Button variant="subtle" onClick={dismissRun}>
            Close
          </Button>
        )}
      </Row>
    </Stack>
  )
}
