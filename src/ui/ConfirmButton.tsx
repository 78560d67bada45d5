import { useState } from 'react'
import { Button } from './Button.tsx'

type Props = {
  children: string
  /** The second button, which does it: "Clear 3 receipts for good". */
  confirmLabel: string
  onConfirm: () => void
  variant: 'outline' | 'subtle'
  disabled?: boolean
}

/** The pressed button is gone, and the focus with it. */
function focus(button: HTMLButtonElement | null) {
  button?.focus()
}

/** A button for what cannot be undone and is too small for a dialog: pressed, it asks once more in its own place. */
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
