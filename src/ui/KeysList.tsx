import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router-dom'
import classes from './KeysList.module.css'

type Props = { title: string; keys: readonly (readonly [key: string, meaning: string])[]; onClose: () => void }

/** Which keys do what, in the browser's own dialog. */
export function KeysList({ title, keys, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Talks to the dialog element, which is modal only by this call.
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={classes['dialog']} aria-labelledby="keys-heading" onClose={onClose}>
      <h2 id="keys-heading" className={classes['heading']}>
        {title}
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
