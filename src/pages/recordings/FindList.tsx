import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type Ref, useEffect, useEffectEvent, useImperativeHandle } from 'react'
import { asApiError } from '#api/http/errors.ts'
import { personQueries } from '#api/persons/persons.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { counted } from '#lib/format.ts'
import type { Connection } from '#storage/connections.ts'
import { Text } from '#ui/layout.tsx'
import { useListBox } from '#ui/useListBox.ts'
import classes from './FindField.module.css'
import type { ListKeys } from './FindField.tsx'
import { peopleOfRows, personSuggestion, textSuggestions } from './findSuggestions.ts'
import type { RecordingsSearch } from './recordingsSearch.ts'

/** One request per pause in typing. */
const pauseMs = 250
const minLength = 2

type Props = {
  id: string
  ref: Ref<ListKeys>
  text: string
  connection: Connection
  rows: readonly Recording[]
  onActive: (id: string | undefined) => void
  onChoose: (change: Partial<RecordingsSearch>) => void
}

function usePeople(connection: Connection, text: string, rows: readonly Recording[]) {
  const [paused] = useDebouncedValue(text, pauseMs)
  const isLongEnough = paused.length >= minLength
  const found = useQuery({ ...personQueries.find(connection, paused), enabled: isLongEnough, retry: false })
  const isFound = isLongEnough && paused === text && found.data !== undefined
  const source = isFound ? found.data.source : undefined
  const people = source ? (found.data?.people ?? []) : peopleOfRows(rows, text)
  const counts = useQuery({
    ...personQueries.recordingCounts(
      connection,
      people.map(({ uuid }) => uuid),
    ),
    enabled: source === 'sql' && people.length > 0,
    retry: false,
  })
  return { people, source, counts: counts.data, failure: found.error && asApiError(found.error) }
}

function sourceText({ source, people, failure }: ReturnType<typeof usePeople>, isShort: boolean): string {
  if (isShort) return 'Keep typing to find people.'
  if (failure) return `Couldn’t search people. ${failure.message}`
  if (source === undefined) return 'Searching people…'
  if (source === null) return 'People are from the loaded rows only. To find others, the key needs query:read or person:read.'
  if (people.length === 0) return 'No person has this name, email or ID.'
  return source === 'sql' ? 'People by name, email or ID.' : 'People from PostHog’s person list.'
}

/** People first, then what else the text may be. */
export function FindList({ id, ref, text, connection, rows, onActive, onChoose }: Props) {
  const search = usePeople(connection, text, rows)
  const { first, last } = textSuggestions(text)
  const suggestions = [...first, ...search.people.map(personSuggestion), ...last]
  const { activeId, onKey, optionProps } = useListBox(id, suggestions, ({ change }) => onChoose(change))
  const report = useEffectEvent(onActive)
  useEffect(() => report(activeId), [activeId])
  useImperativeHandle(ref, () => ({ onKey: (key) => void onKey(key) }))

  return (
    <div className={classes['list']}>
      <div id={id} role="listbox" aria-label="Suggestions">
        {suggestions.map((one) => (
          <div key={one.id} {...optionProps(one)}>
            <Text as="span" size="xs" tone="dimmed">
              {one.kind}
            </Text>
            <Text as="span" size="sm" cut>
              <bdi>{one.label}</bdi>
            </Text>
            {one.kind === 'Person' && (
              <Text as="span" size="xs" tone="dimmed" numeric>
                {search.counts ? counted(search.counts.get(one.id) ?? 0, 'recording') : ''}
              </Text>
            )}
          </div>
        ))}
      </div>
      <Text size="xs" tone="dimmed" role="status" className={classes['note']}>
        {sourceText(search, text.length < minLength)}
      </Text>
    </div>
  )
}
