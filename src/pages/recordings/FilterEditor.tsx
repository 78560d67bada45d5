import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { Form } from '#ui/Form.tsx'
import { Text } from '#ui/layout.tsx'
import { TextInput, Textarea } from '#ui/fields.tsx'
import { useFocusFirst } from '#ui/useFocusFirst.ts'
import { DateRangeFields } from './DateRangeFields.tsx'
import { filterChange, type FilterField } from './filterFields.ts'
import { PropertyFields } from './PropertyFields.tsx'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'

type Props = { field: FilterField; connection: Connection; searchState: RecordingsSearchState; onDone: () => void }

/** Edits one filter. Enter, or leaving the field, applies the change; Esc drops it. */
export function FilterEditor({ field, connection, searchState, onDone }: Props) {
  if (field.kind === 'dates') return <DateRangeFields searchState={searchState} onDone={onDone} />
  return <ValueEditor field={field} connection={connection} searchState={searchState} onDone={onDone} />
}

function ValueEditor({ field, connection, searchState, onDone }: Props) {
  const { name, label, help, kind, placeholder, read, write } = field
  const value = searchState.search[name]
  const [text, setText] = useState(write ? write(value) : value)
  const [error, setError] = useState('')
  const isDropped = useRef(false)

  function apply(): boolean {
    const result = read(text)
    setError('error' in result ? result.error : '')
    if ('error' in result) return false
    const change = filterChange(searchState.search, name, result.value)
    if (change) searchState.setFilters(change)
    return true
  }

  const common = { label, description: help, error, value: text }
  let fields: ReactNode
  if (kind === 'property') fields = <PropertyFields connection={connection} value={text} onChange={setText} />
  else if (kind === 'lines') {
    fields = <Textarea {...common} autosize={false} rows={6} onChange={(event) => setText(event.currentTarget.value)} />
  } else {
    fields = (
      <TextInput
        {...common}
        placeholder={placeholder ?? ''}
        maxLength={500}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    )
  }
  return (
    <Form
      ref={useFocusFirst()}
      gap={8}
      onSubmit={() => {
        isDropped.current = apply()
        if (isDropped.current) onDone()
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') isDropped.current = true
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!isDropped.current && !currentTarget.contains(relatedTarget)) apply()
      }}
    >
      {fields}
      <Text size="xs" tone="dimmed">
        {kind === 'lines' ? 'Click outside to apply.' : 'Press Enter to apply.'}
      </Text>
      <button type="submit" hidden>
        Apply
      </button>
    </Form>
  )
}
