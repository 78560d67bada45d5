import { useState } from 'react'
import { useSettings } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'
import { readDomains } from '#lib/domains.ts'
import { Stack } from '#ui/layout.tsx'
import classes from './SettingsPage.module.css'
import { TextInput } from '#ui/fields.tsx'

export function OwnDomains() {
  const { ownDomains } = useSettings()
  const [text, setText] = useState(ownDomains.join(', '))
  const [unreadable, setUnreadable] = useState<readonly string[]>([])

  function save() {
    const read = readDomains(text)
    setUnreadable(read.unreadable)
    if (read.unreadable.length > 0) return
    setText(read.domains.join(', '))
    settings.set((value) => ({ ...value, ownDomains: read.domains }))
  }

  return (
    <Stack as="section" gap={16} aria-labelledby="own-domains">
      <h2 id="own-domains" className={classes['heading']}>
        Your organization’s domains
      </h2>
      <TextInput
        label="Email domains"
        description="Comma-separated. Subdomains are included."
        placeholder="example.com, example.org"
        value={text}
        error={unreadable.length > 0 ? `Not a domain: ${unreadable.join(', ')}. Your changes weren’t saved.` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
      <p className={classes['note']}>
        Set your domains to flag external recipients and to rate public recordings of external people as a higher risk. With no
        domains, nobody counts as external.
      </p>
    </Stack>
  )
}
