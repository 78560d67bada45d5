import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import parts from '#ui/dialogParts.module.css'
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
    <div className={parts['form']}>
      <p className={parts['question']}>{question}</p>
      {list}
      <p className={parts['meaning']}>
        <IconAlertTriangle size={16} aria-hidden /> <span>{consequence}</span>
      </p>
      {children}
      <div className={parts['actions']}>
        <Button variant="default" data-autofocus onClick={onCancel}>
          Cancel
        </Button>
        <Button color={isFinal ? 'red' : undefined} onClick={onConfirm}>
          {button}
        </Button>
      </div>
    </div>
  )
}
