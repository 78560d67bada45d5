import { TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useDebouncedCallback } from '@mantine/hooks'
import classes from './SubscriptionsPage.module.css'

/** Finds by title, resource and recipient. The address follows a moment after the last key. */
export function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value)
  // What the address was last seen to hold, and what it was last told: anything else was put there by someone else.
  const [seen, setSeen] = useState(value)
  const [told, setTold] = useState(value)
  const tell = useDebouncedCallback((next: string) => {
    setTold(next)
    onChange(next)
  }, 250)
  if (seen !== value) {
    setSeen(value)
    if (value !== told) {
      setText(value)
      setTold(value)
    }
  }
  return (
    <TextInput
      className={classes['search'] ?? ''}
      type="search"
      aria-label="Search subscriptions"
      placeholder="Title or recipient"
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        tell(event.currentTarget.value.trim())
      }}
    />
  )
}
