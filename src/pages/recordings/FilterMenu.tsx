import { type KeyboardEvent, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { TextInput } from '#ui/fields.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import { useFocusFirst } from '#ui/useFocusFirst.ts'
import { FilterEditor } from './FilterEditor.tsx'
import classes from './FilterMenu.module.css'
import { type FilterField, filterFields } from './filterFields.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'

type Props = { connection: Connection; searchState: RecordingsSearchState; onDone: () => void }

function moveFocus(menu: HTMLElement, by: 1 | -1) {
  const stops = [...menu.querySelectorAll<HTMLElement>('input, button')]
  const index = stops.findIndex((stop) => stop === document.activeElement)
  stops.at((index + by) % stops.length)?.focus()
}

/** A searchable list of filters; choosing one opens its editor, or switches it on. */
export function FilterMenu({ connection, searchState, onDone }: Props) {
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<FilterField | null>(null)
  const menu = useFocusFirst()
  if (picked) return <FilterEditor field={picked} connection={connection} searchState={searchState} onDone={onDone} />

  const wanted = text.trim().toLowerCase()
  const shown = filterFields.filter(({ label, help }) => `${label} ${help}`.toLowerCase().includes(wanted))

  function pick(field: FilterField) {
    if (field.kind !== 'switch') return setPicked(field)
    searchState.setFilters({ [field.name]: 'hide' })
    onDone()
  }

  function press(event: KeyboardEvent<HTMLElement>) {
    const [first] = shown
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      moveFocus(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && first) {
      event.preventDefault()
      pick(first)
    }
  }

  return (
    <Stack ref={menu} gap={8} onKeyDown={press}>
      <TextInput
        size="xs"
        aria-label="Find a filter"
        placeholder="Find a filter"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul aria-label="Filters">
        {shown.map((field) => (
          <li key={field.name}>
            <button type="button" className={classes['field']} onClick={() => pick(field)}>
              <Text as="span" size="sm">
                {field.label}
              </Text>
              <Text as="span" size="xs" tone="dimmed">
                {field.help}
              </Text>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <Text size="sm" tone="dimmed">
          No filter matches.
        </Text>
      )}
    </Stack>
  )
}
