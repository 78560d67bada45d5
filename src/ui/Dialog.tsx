import { type ReactNode, useEffect, useId, useRef } from 'react'
import classes from './Dialog.module.css'

type Props = {
  title: string
  /** Called once it is closed, by whatever means. */
  onClose: () => void
  /** While false, Esc and presses elsewhere do not close it. */
  mayClose?: boolean
  wide?: boolean
  /** `close` closes it, with the focus going back to where it was. */
  children: (close: () => void) => ReactNode
}

/** The browser's own modal dialog: it holds the focus, closes on Esc and gives the focus back. Mount it to open it. */
export function Dialog({ title, onClose, mayClose = true, wide = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const headingId = `${id}heading`

  // Talks to the dialog element, which is modal only by this call.
  useEffect(() => dialog.current?.showModal(), [])

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
