import type { ReactNode } from 'react'
import { formatNumber } from '#lib/format.ts'
import { Text } from './layout.tsx'
import classes from './SelectionCount.module.css'

type Props = {
  count: number
  /** How many of them are on the current page. */
  onPage: number
  children?: ReactNode
}

/** "50 selected (none on this page)" */
export function SelectionCount({ count, onPage, children }: Props) {
  const hint = onPage === count ? '' : ` (${onPage === 0 ? 'none' : formatNumber(onPage)} on this page)`
  return (
    <Text as="span" size="sm" strong numeric className={classes['count']} role="status">
      {formatNumber(count)} selected{hint}
      {children}
    </Text>
  )
}
