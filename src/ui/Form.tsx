import type { ReactNode } from 'react'
import { Stack } from './layout.tsx'

/** A form that checks its fields itself and never leaves the page. */
export function Form({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <Stack
      as="form"
      gap={12}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </Stack>
  )
}
