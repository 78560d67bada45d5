import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router-dom'
import classes from './dialog.module.css'

const keys = [
  ['j or ↓', 'Next row'],
  ['k or ↑', 'Previous row'],
  ['Enter', 'Open the row'],
  ['x', 'Select the row'],
  ['/', 'Filters'],
  ['?', 'This list'],
  ['Esc', 'Close what is open'],
]

/** The keys of the table, in the browser's own dialog. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Talks to the dialog element, which is modal only by this call.
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={classes['dialog']} aria-labelledby="keys-heading" onClose={onClose}>
      <h2 id="keys-heading" className={classes['heading']}>
        Keys of the table
      </h2>
      <dl className={classes['keys']}>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className={classes['note']}>
        Single keys can be switched off in <Link to="/settings">Settings</Link>.
      </p>
      <Button variant="default" onClick={() => dialog.current?.close()}>
        Close
      </Button>
    </dialog>
  )
}
