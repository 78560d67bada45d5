import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { TextInput } from './fields.tsx'

type Props = {
  label: string
  placeholder: string
  value: string
  /** Hears the text a moment after the last key. */
  onChange: (text: string) => void
  /** Hears every key. */
  onType?: (text: string) => void
  waitMs?: number
  className?: string | undefined
}

/** A field that finds: what it holds reaches its owner, such as the address, a moment after the last key. */
export function SearchField({ label, placeholder, value, onChange, onType, waitMs = 250, className }: Props) {
  const [text, setText] = useState(value)
  // What the owner was last seen to hold, and what it was last told: anything else was put there by someone else.
  const [previousValue, setPreviousValue] = useState(value)
  const [reported, setReported] = useState(value)
  const report = useDebouncedCallback((next: string) => {
    setReported(next)
    onChange(next)
  }, waitMs)
  if (previousValue !== value) {
    setPreviousValue(value)
    if (value !== reported) {
      setText(value)
      setReported(value)
    }
  }
  return (
    <TextInput
      className={className ?? ''}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onType?.(event.currentTarget.value.trim())
        report(event.currentTarget.value.trim())
      }}
    />
  )
}
