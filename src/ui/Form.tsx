import type { ComponentProps } from 'react'
import { Row, Stack } from './layout.tsx'

type Props = Omit<ComponentProps<typeof Stack>, 'as' | 'onSubmit'> & {
  /** Fields in one line. */
  inline?: boolean
  onSubmit: () => void
}

/** A form that checks its fields itself and never leaves the page. What it finds wrong first gets the focus. */
export function Form({ inline = false, onSubmit, ...props }: Props) {
  const Layout = inline ? Row : Stack
  return (
    <Layout
      {...(!inline && { gap: 12 })}
      {...props}
      as="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        onSubmit()
        requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      }}
    />
  )
}
