import type { ComponentProps } from 'react'
import classes from './bands.module.css'
import { Row, Text } from './layout.tsx'

function bandClass(...names: (string | undefined)[]): string {
  return [classes['band'], ...names].filter(Boolean).join(' ')
}

/** Filters or actions in a line between the gutters of the screen; wraps. */
export function Toolbar({ className, ...props }: ComponentProps<typeof Row>) {
  return <Row wrap gap="8px 12px" {...props} className={bandClass(classes['toolbar'], className)} />
}

/** A warning about the screen, above its table. */
export function Notice({ className, ...props }: ComponentProps<typeof Text>) {
  return <Text size="sm" tone="warning" breaks {...props} className={bandClass(className)} />
}
