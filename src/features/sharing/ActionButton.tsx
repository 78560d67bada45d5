import { Button } from '#ui/Button.tsx'

type Props = {
  children: string
  onClick: () => void
  /** Whether the server has not answered yet. */
  busy: boolean
  variant?: 'default' | 'outline'
  color?: 'red'
}

/** Asks something of the server. While it is on its way a press does nothing, and the keyboard keeps its place. */
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
