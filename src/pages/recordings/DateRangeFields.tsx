import { useState } from 'react'
import { localZone } from '#lib/instant.ts'
import { Form } from '#ui/Form.tsx'
import { Button } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { useFocusFirst } from '#ui/useFocusFirst.ts'
import { longDateRanges } from './dateRanges.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'

/** For an input of the browser: "2026-11-01T09:30" in its zone; "" for what is no date. A day begins at midnight. */
export function localInput(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T00:00`
  const at = Date.parse(text)
  if (text.startsWith('-') || Number.isNaN(at)) return ''
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** The ISO instant in UTC of what `localInput` writes; "" if it is incomplete. */
export function instantOf(local: string): string {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? '' : `${at.toISOString().slice(0, 16)}Z`
}

type Props = { searchState: RecordingsSearchState; onDone: () => void }

/** A range with hours. Each complete change applies at once. */
export function DateRangeFields({ searchState, onDone }: Props) {
  const { search, setFilters } = searchState
  const [from, setFrom] = useState(localInput(search.date_from))
  const [to, setTo] = useState(localInput(search.date_to))
  const isReversed = from !== '' && to !== '' && from > to

  function apply(nextFrom: string, nextTo: string) {
    setFrom(nextFrom)
    setTo(nextTo)
    const [dateFrom, dateTo] = [instantOf(nextFrom), instantOf(nextTo)]
    if (dateFrom !== '' && (dateTo === '' || dateFrom <= dateTo)) setFilters({ date_from: dateFrom, date_to: dateTo })
  }

  return (
    <Form ref={useFocusFirst()} gap={8} onSubmit={onDone}>
      <Row gap={6}>
        {longDateRanges.map(({ dateFrom, shortLabel }) => (
          <Button
            key={dateFrom}
            variant="default"
            size="compact-sm"
            onClick={() => {
              setFilters({ date_from: dateFrom, date_to: '' })
              onDone()
            }}
          >
            {`Last ${shortLabel}`}
          </Button>
        ))}
      </Row>
      <TextInput
        type="datetime-local"
        label="From"
        value={from}
        error={isReversed && 'The end must be after the start.'}
        onChange={(event) => apply(event.currentTarget.value, to)}
      />
      <TextInput type="datetime-local" label="To" value={to} onChange={(event) => apply(from, event.currentTarget.value)} />
      <Text size="xs" tone="dimmed">
        {`Times are in ${localZone()}. Leave “To” empty for no end.`}
      </Text>
      <button type="submit" hidden>
        Apply
      </button>
    </Form>
  )
}
