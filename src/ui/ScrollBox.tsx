import type { ComponentProps } from 'react'
import classes from './ScrollBox.module.css'

type Props = ComponentProps<'div'> & {
  /** Accessible name: "Recipients, scrollable". Omit it if something within can have the focus. */
  label?: string
  /** Takes the remaining height of the screen. */
  fills?: boolean
}

/** Content that scrolls within the page. */
export function ScrollBox({ label, fills = false, className, ...props }: Props) {
  return (
    <div
      {...props}
      className={[classes['box'], fills && classes['fills'], className].filter(Boolean).join(' ')}
      // What scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
      {...(label !== undefined && { role: 'group', 'aria-label': label, tabIndex: 0 })}
    />
  )
}
