import type { IconMaximize } from '@tabler/icons-react'
import { IconButton } from '#ui/Button.tsx'

/** Without `onClick` it stays focusable, so that the keyboard doesn't lose its place. */
type Props = { label: string; icon: typeof IconMaximize; onClick: (() => void) | undefined }

export function ControlIcon({ label, icon: IconComponent, onClick }: Props) {
  const isDisabled = onClick === undefined || undefined
  return (
    <IconButton
      variant="subtle"
      color="gray"
      size={30}
      aria-label={label}
      title={label}
      aria-disabled={isDisabled}
      data-disabled={isDisabled}
      onClick={onClick}
    >
      <IconComponent size={18} aria-hidden />
    </IconButton>
  )
}
