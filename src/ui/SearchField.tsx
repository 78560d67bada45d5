import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { TextInput } from './fields.tsx'

type Props = {
  label: string
  placeholder: string
  value: string
  /** Called `waitMs` after the last key, with the trimmed text. */
  onChange: (text: string) => void
  /** Called on every change, with the trimmed text. */
  onType?: (text: string) => void
  waitMs?: number
  className?: string | undefined
}

/** A debounced search field. */
export function SearchField({ label, placeholder, value, onChange, onType, waitMs = 250, className }: Props) {
  const [text, setText] = useState(value)
  // A value other than the last reported one was set by the owner, so the field shows it.
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
      size="xs"
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
