import { type ComponentProps, Fragment, type ReactNode, useId, useRef, useState } from 'react'
import classes from './Popover.module.css'
import { Button } from './Button.tsx'

type Props = Pick<ComponentProps<typeof Button>, 'id' | 'title' | 'className' | 'size'> & {
  label: string
  icon?: ReactNode
  /** A button without a border, such as the text of a chip. */
  plain?: boolean
  children: (close: () => void) => ReactNode
}

/**
 * A button with the browser's popover, which closes on Esc and on a click outside, is above everything and returns the focus.
 * Its content is rendered only while it is open.
 */
export function Popover({ label, icon, plain = false, size = 'xs', children, ...button }: Props) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const anchorButton = useRef<HTMLButtonElement>(null)
  const [openedAt, setOpenedAt] = useState(0)
  const open = openedAt > 0

  function close() {
    document.getElementById(id)?.hidePopover()
  }

  function position() {
    const anchor = anchorButton.current?.getBoundingClientRect()
    if (!anchor || !box.current) return
    const width = Math.min(320, window.innerWidth - 16)
    box.current.style.top = `${anchor.bottom + 4}px`
    box.current.style.left = `${Math.max(8, Math.min(anchor.left, window.innerWidth - width - 8))}px`
    box.current.style.maxHeight = `${window.innerHeight - anchor.bottom - 16}px`
  }

  return (
    <>
      {plain ? (
        <button {...button} ref={anchorButton} type="button" popoverTarget={id} aria-expanded={open}>
          {label}
        </button>
      ) : (
        <Button
          {...button}
          size={size}
          ref={anchorButton}
          variant="default"
          leftSection={icon}
          popoverTarget={id}
          aria-expanded={open}
        >
          {label}
        </Button>
      )}
      <div
        ref={box}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className={classes['popover']}
        onBeforeToggle={(event) => event.newState === 'open' && position()}
        onToggle={(event) => setOpenedAt(event.newState === 'open' ? event.timeStamp : 0)}
      >
        {/* Browsers report a popover that is closed and opened at once as opened only: without the key its first field would not get the focus. */}
        {open && <Fragment key={openedAt}>{children(close)}</Fragment>}
      </div>
    </>
  )
}
