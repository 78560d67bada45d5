import { Button } from '#ui/Button.tsx'

type Props = {
  children: string
  onClick: () => void
  busy: boolean
  variant?: 'default' | 'outline'
  color?: 'red'
}

/** Ignores presses while busy without becoming `disabled`, so that it keeps the focus. */
export function ActionButton({ onClick, busy, variant = 'default', ...props }: Props) {
  return (
    <Button
      variant={variant}
      {...props}
      aria-disabled={busy || undefined}
      data-disabled={busy || undefined}
      onClick={() => !busy && onClick()}
    />
  )
}
