import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import classes from './SettingsPage.module.css'
import { Button } from '#ui/Button.tsx'

/** The key is in the page only while it is shown. */
export function KeyLine({ connection: { key, keyKept } }: { connection: Connection }) {
  const [shown, setShown] = useState(false)
  const storageText = keyKept === 'device' ? 'saved on this device' : 'in this tab only'
  return (
    <div>
      <dt>Personal API key</dt>
      <dd>
        {key === '' ? 'Not available in this tab' : shown ? <code>{key}</code> : '••••••••'}
        <span className={classes['quiet']}>{key === '' ? '' : storageText}</span>
        {key !== '' && (
          <Button size="compact-xs" variant="default" onClick={() => setShown(!shown)}>
            {shown ? 'Hide key' : 'Show key'}
          </Button>
        )}
      </dd>
    </div>
  )
}
