import { type ReactNode, useId, useRef, useState } from 'react'
import classes from './Popover.module.css'
import { Button } from './Button.tsx'

type Props = { label: string; icon?: ReactNode; children: (close: () => void) => ReactNode }

/**
 * A button with the browser's popover, which closes on Esc and on a click outside, is above everything and returns the focus.
 * Its content is rendered only while it is open.
 */
export function Popover({ label, icon, children }: Props) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)

  function close() {
    document.getElementById(id)?.hidePopover()
  }

  function position() {
    const anchor = button.current?.getBoundingClientRect()
    if (!anchor || !box.current) return
    const width = Math.min(320, window.innerWidth - 16)
    box.current.style.top = `${anchor.bottom + 4}px`
    box.current.style.left = `${Math.max(8, Math.min(anchor.left, window.innerWidth - width - 8))}px`
    box.current.style.maxHeight = `${window.innerHeight - anchor.bottom - 16}px`
  }

  return (
    <>
      <Button ref={button} variant="default" leftSection={icon} popoverTarget={id} aria-expanded={open}>
        {label}
      </Button>
      <div
        ref={box}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className={classes['popover']}
        onBeforeToggle={(event) => event.newState === 'open' && position()}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && children(close)}
      </div>
    </>
  )
}
