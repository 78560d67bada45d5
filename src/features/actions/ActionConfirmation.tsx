import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import parts from '#ui/dialogParts.module.css'
import { Button } from '#ui/Button.tsx'

type Props = {
  question: string
  /** What it will mean, where the question does not say it all. */
  consequence: string
  /** What the button that does it says. */
  button: string
  /** Whether there is no way back. */
  isFinal: boolean
  /** Exactly what it is about. */
  list: ReactNode
  /** What else can be chosen before. */
  children?: ReactNode
  onConfirm: () => void
  onCancel: () => void
}

/** Asks before a deed on many: how many, which ones, what it means. The focus begins where nothing happens. */
export function ActionConfirmation({ question, consequence, button, isFinal, list, children, onConfirm, onCancel }: Props) {
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
