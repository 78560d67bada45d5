import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Form } from '#ui/Form.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { Button } from '#ui/Button.tsx'

type Props = {
  question: string
  /** More about what the job will work on. */
  details?: string
  /** What the question leaves open. */
  consequence: string
  button: string
  /** Whether it can't be undone. */
  isFinal: boolean
  /** Whether it may be confirmed yet. */
  isReady?: boolean
  /** What the job will work on. */
  list: ReactNode
  /** Further choices. */
  children?: ReactNode
  onConfirm: () => void
  onCancel: () => void
}

/** Asks for confirmation before a job on many items. The focus starts on Cancel, unless `children` take it. */
export function ConfirmJob(props: Props) {
  const { question, details, consequence, button, isFinal, isReady = true, list, children, onConfirm, onCancel } = props
  return (
    <Form onSubmit={() => isReady && onConfirm()}>
      <Text strong>{question}</Text>
      {details && (
        <Text size="sm" tone="dimmed" breaks>
          {details}
        </Text>
      )}
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
        <Button type="submit" color={isFinal ? 'red' : undefined} disabled={!isReady}>
          {button}
        </Button>
      </DialogActions>
    </Form>
  )
}
