import { TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useDebouncedCallback } from '@mantine/hooks'
import classes from './SubscriptionsPage.module.css'

/** Finds by title, resource and recipient. The address follows a moment after the last key. */
export function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [draft, setDraft] = useState<{ text: string; of: string }>({ text: value, of: value })
  const tell = useDebouncedCallback(onChange, 250)
  const text = draft.of === value ? draft.text : value // the address was changed elsewhere
  return (
    <TextInput
      className={classes['search'] ?? ''}
      type="search"
      aria-label="Search subscriptions"
      placeholder="Title or recipient"
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={(event) => {
        setDraft({ text: event.currentTarget.value, of: value })
        tell(event.currentTarget.value.trim())
      }}
    />
  )
}
