import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Stack } from './layout.tsx'
import type { ToastAction } from './notify.ts'

/** A toast's message with a button below it. */
export function withButton(message: string, { label, run }: ToastAction): ReactNode {
  return (
    <Stack align="start">
      <span>{message}</span>
      <Button variant="default" onClick={run}>
        {label}
      </Button>
    </Stack>
  )
}
