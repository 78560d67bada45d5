import { type ReactNode, useEffect, useId, useRef } from 'react'
import classes from './Dialog.module.css'

type Props = {
  title: string
  onClose: () => void
  /** If false, Esc doesn't close it. */
  mayClose?: boolean
  wide?: boolean
  /** `close` closes it and returns the focus. */
  children: (close: () => void) => ReactNode
}

/**
 * The browser's modal dialog: traps the focus, closes on Esc and returns the focus. Mount it to open it. An element with
 * `data-autofocus` gets the focus first.
 */
export function Dialog({ title, onClose, mayClose = true, wide = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const headingId = `${id}heading`

  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [])

  function close() {
    const shown = document.getElementById(id)
    if (shown instanceof HTMLDialogElement) shown.close()
  }

  return (
    <dialog
      ref={dialog}
      id={id}
      className={classes['dialog']}
      data-wide={wide || undefined}
      aria-labelledby={headingId}
      onClose={onClose}
      onCancel={(event) => {
        if (!mayClose) event.preventDefault()
      }}
    >
      <h2 id={headingId} className={classes['title']}>
        {title}
      </h2>
      {children(close)}
    </dialog>
  )
}
