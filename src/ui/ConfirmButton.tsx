import { useState } from 'react'
import { Button } from './Button.tsx'

type Props = {
  children: string
  /** The second button, which does it: "Clear 3 receipts for good". */
  sure: string
  onSure: () => void
  variant: 'outline' | 'subtle'
  disabled?: boolean
}

/** The pressed button is gone, and the focus with it. */
function focus(button: HTMLButtonElement | null) {
  button?.focus()
}

/** A button for what cannot be undone and is too small for a dialog: pressed, it asks once more in its own place. */
export function ConfirmButton({ children, sure, onSure, variant, disabled }: Props) {
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <Button variant={variant} color="red" disabled={disabled} onClick={() => setAsking(true)}>
        {children}
      </Button>
    )
  }
  return (
    <>
      <Button ref={focus} variant="default" onClick={() => setAsking(false)}>
        Keep
      </Button>
      <Button color="red" disabled={disabled} onClick={onSure}>
        {sure}
      </Button>
    </>
  )
}
