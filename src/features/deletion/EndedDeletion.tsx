import type { Run } from './currentRun.ts'
import parts from '#ui/dialogParts.module.css'
import { ReceiptView } from './ReceiptView.tsx'
import { deletionLogPath } from './deletionLogPath.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'

/** What became of a deletion that has ended. */
export function EndedDeletion({ run, onClose }: { run: Run; onClose: () => void }) {
  return (
    <div className={parts['form']}>
      {run.problem && (
        <p className={parts['failed']} role="alert">
          {run.problem}
        </p>
      )}
      <ReceiptView receipt={run.receipt} rows={run.rows} />
      <div className={parts['actions']}>
        <ButtonLink to={deletionLogPath(run.receipt.projectId)} variant="subtle" onClick={onClose}>
          Deletion log
        </ButtonLink>
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </div>
    </div>
  )
}
