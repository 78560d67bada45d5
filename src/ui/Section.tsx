import { type ReactNode, useId } from 'react'
import { Stack, Text } from './layout.tsx'

/** A part of a page under its own heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <Stack as="section" gap={16} aria-labelledby={id}>
      <Text as="h2" size="lg" id={id}>
        {title}
      </Text>
      {children}
    </Stack>
  )
}
