import type { Run } from './currentRun.ts'
import parts from '#ui/dialogParts.module.css'
import { ReceiptView } from './ReceiptView.tsx'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { paths } from '#lib/paths.ts'

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
        <ButtonLink to={paths.deletions(run.receipt.projectId)} variant="subtle" onClick={onClose}>
          {' '}
          All deletions{' '}
        </ButtonLink>
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </div>
    </div>
  )
}
