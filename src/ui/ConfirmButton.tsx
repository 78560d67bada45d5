import { useState } from 'react'
import { Button } from './Button.tsx'

type Props = {
  children: string
  /** Label of the second button, which runs the action: "Clear 3 receipts". */
  confirmLabel: string
  onConfirm: () => void
  variant: 'outline' | 'subtle'
  disabled?: boolean
}

/** The pressed button is gone, so the focus moves to Cancel. */
function focus(button: HTMLButtonElement | null) {
  button?.focus()
}

/** A button for a small action that can't be undone: asks for confirmation in place. */
export function ConfirmButton({ children, confirmLabel, onConfirm, variant, disabled }: Props) {
  const [isConfirming, setConfirming] = useState(false)
  if (!isConfirming) {
    return (
      <Button variant={variant} color="red" disabled={disabled} onClick={() => setConfirming(true)}>
        {children}
      </Button>
    )
  }
  return (
    <>
      <Button ref={focus} variant="default" onClick={() => setConfirming(false)}>
        Cancel
      </Button>
      <Button color="red" disabled={disabled} onClick={onConfirm}>
        {confirmLabel}
      </Button>
    </>
  )
}
