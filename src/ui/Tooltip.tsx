import type { ReactNode } from 'react'
import classes from './Tooltip.module.css'

type Props = {
  /** Lines of the tooltip. */
  lines: string[]
  children: ReactNode
  /** Whether it is a tab stop; use false if the child can have the focus itself. */
  focusable?: boolean
  className?: string
}

/** `TooltipLayer` shows the lines on hover and focus. One plain element, because a table has hundreds of them. */
export function Tooltip({ lines, children, focusable = true, className = '' }: Props) {
  return (
    // Keyboard users must reach what a mouse can hover (WCAG 1.4.13, 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <span data-tooltip={lines.join('\n')} tabIndex={focusable ? 0 : undefined} className={`${classes['tooltip']} ${className}`}>
      {children}
    </span>
  )
}
