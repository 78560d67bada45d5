import { useState } from 'react'
import { useSettings } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'
import { readDomains } from '#lib/domains.ts'
import { Text } from '#ui/layout.tsx'
import { Section } from '#ui/Section.tsx'
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
    <Section title="Your organization’s domains">
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
      <Text size="xs" tone="dimmed">
        Set your domains to flag external recipients and to rate public recordings of external people as a higher risk. With no
        domains, nobody counts as external.
      </Text>
    </Section>
  )
}
