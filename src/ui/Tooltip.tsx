import type { ReactNode } from 'react'
import classes from './Tooltip.module.css'

type Props = {
  /** Lines of the bubble. */
  lines: string[]
  children: ReactNode
  /** Whether the keyboard stops here too; leave it off where the child can be focused itself. */
  focusable?: boolean
  className?: string
}

/** Words with more behind them, shown on hover and on focus by `HintLayer`: a table has hundreds, so each is one plain element. */
export function Tooltip({ lines, children, focusable = true, className = '' }: Props) {
  return (
    // Whoever uses the keyboard must reach what a mouse can hover (WCAG 1.4.13, 2.1.1); nothing here is pressed.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <span data-tooltip={lines.join('\n')} tabIndex={focusable ? 0 : undefined} className={`${classes['tooltip']} ${className}`}>
      {children}
    </span>
  )
}
