import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { Button } from '#ui/Button.tsx'

type Props = {
  question: string
  /** What the question leaves open. */
  consequence: string
  button: string
  /** Whether it can't be undone. */
  isFinal: boolean
  /** What the job will work on. */
  list: ReactNode
  /** Further choices. */
  children?: ReactNode
  onConfirm: () => void
  onCancel: () => void
}

/** Asks for confirmation before a job on many items. The focus starts on Cancel. */
export function ConfirmJob({ question, consequence, button, isFinal, list, children, onConfirm, onCancel }: Props) {
  return (
    <Stack gap={12}>
      <Text strong>{question}</Text>
      {list}
      <Row as="p" align="start" size="sm">
        <IconAlertTriangle size={16} color="var(--rd-warning)" style={{ flex: 'none', marginTop: 1 }} aria-hidden />{' '}
        <span>{consequence}</span>
      </Row>
      {children}
      <DialogActions>
        <Button variant="default" data-autofocus onClick={onCancel}>
          Cancel
        </Button>
        <Button color={isFinal ? 'red' : undefined} onClick={onConfirm}>
          {button}
        </Button>
      </DialogActions>
    </Stack>
  )
}
