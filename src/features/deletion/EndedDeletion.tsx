import type { Run } from './currentRun.ts'
import { Stack, Text } from '#ui/layout.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { ReceiptView } from './ReceiptView.tsx'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { paths } from '#lib/paths.ts'

export function EndedDeletion({ run, onClose }: { run: Run; onClose: () => void }) {
  return (
    <Stack gap={12}>
      {run.problem && (
        <Text size="sm" tone="danger" breaks role="alert">
          {run.problem}
        </Text>
      )}
      <ReceiptView receipt={run.receipt} rows={run.rows} />
      <DialogActions>
        <ButtonLink to={paths.deletions(run.receipt.projectId)} variant="subtle" onClick={onClose}>
          {' '}
          All deletions{' '}
        </ButtonLink>
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </DialogActions>
    </Stack>
  )
}
