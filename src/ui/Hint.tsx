import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import classes from './Hint.module.css'

const HintBubble = lazy(() => import('./HintBubble.tsx').then(({ HintBubble: Bubble }) => ({ default: Bubble })))

type Props = {
  /** Lines of the bubble. */
  lines: string[]
  children: ReactNode
  /** Whether the keyboard stops here too; leave it off where the child can be focused itself. */
  focusable?: boolean
  className?: string
}

/**
 * Words with more behind them, shown on hover and on focus. A table has hundreds, so the bubble and its positioning code exist
 * only from the first hover on.
 */
export function Hint({ lines, children, focusable = true, className }: Props) {
  const target = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  const show = () => setOpen(true)
  const hide = () => setOpen(false)
  return (
    <>
      {/* Whoever uses the keyboard must reach what a mouse can hover (WCAG 1.4.13, 2.1.1); nothing here is pressed. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <span
        ref={target}
        className={`${classes['hint']} ${className ?? ''}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={focusable ? 0 : undefined}
        onPointerEnter={show}
        onPointerLeave={hide}
        onFocus={show}
        onBlur={hide}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
      >
        {children}
        {focusable && <span className={classes['lines']}>{lines.join(', ')}</span>}
      </span>
      {open && (
        <Suspense>
          <HintBubble target={target} lines={lines} />
        </Suspense>
      )}
    </>
  )
}
