import { type FormEvent, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { Select } from '#ui/Select.tsx'
import { Row, Stack } from '#ui/layout.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import classes from './FilterPanel.module.css'
import { readIds, splitIds, writeIds } from './idLists.ts'
import { PropertyFields } from './PropertyFields.tsx'
import { emptySearch, readDate, type RecordingsSearch } from './recordingsSearch.ts'
import { readSeconds } from './readSeconds.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { longDateRanges, dateRanges } from './dateRanges.ts'
import { Button } from '#ui/Button.tsx'
import { TextInput, Textarea } from '#ui/fields.tsx'

type Props = { connection: Connection; searchState: RecordingsSearchState; onClose: () => void }

type TextName = 'distinct_id' | 'start_url' | 'console' | 'clicks' | 'console_errors'
type SecondsName = 'duration_over' | 'duration_under' | 'active_over' | 'active_under'

const presets = [...dateRanges, ...longDateRanges]

/** Applies all filters together, because each change costs a rate-limited request. */
export function FilterPanel({ connection, searchState, onClose }: Props) {
  const [draft, setDraft] = useState(searchState.search)
  const [ids, setIds] = useState(() => (readIds(searchState.search.session_ids) ?? []).join('\n'))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const change = (part: Partial<RecordingsSearch>) => setDraft((current) => ({ ...current, ...part }))
  const hasPreset = draft.date_to === '' && presets.some(({ dateFrom }) => dateFrom === draft.date_from)

  function apply(event: FormEvent) {
    event.preventDefault()
    const newErrors: Record<string, string> = {}
    const times: Partial<RecordingsSearch> = {}
    for (const name of ['duration_over', 'duration_under', 'active_over', 'active_under'] as const) {
      const read = readSeconds(draft[name])
      if (read === null) newErrors[name] = 'Enter seconds, 1:30 or 5m.'
      else times[name] = read
    }
    for (const name of ['clicks', 'console_errors'] as const) {
      if (!/^([1-9]\d{0,6})?$/.test(draft[name].trim())) newErrors[name] = 'Enter a whole number, 1 or more.'
    }
    setErrors(newErrors)
    if (Object.keys(newErrors).length > 0) return
    searchState.setFilters({ ...draft, ...times, session_ids: writeIds(splitIds(ids)) })
    onClose()
  }

  const text = (name: TextName, label: string, placeholder?: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      maxLength={500}
      value={draft[name]}
      error={errors[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  const time = (name: SecondsName, label: string) => (
    <TextInput
      label={label}
      placeholder="1:30"
      value={draft[name]}
      error={errors[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <form id="filters" className={classes['panel']} aria-label="Filters" onSubmit={apply}>
      <div className={classes['fields']}>
        <Stack gap={4} size="sm" className={classes['field']}>
          <label htmlFor="filter-date-range">Date range</label>
          <Select
            id="filter-date-range"
            className={classes['select'] ?? ''}
            options={[
              ...presets.map(({ dateFrom, shortLabel }) => ({ value: dateFrom, label: `Last ${shortLabel}` })),
              { value: 'custom', label: 'Custom' },
            ]}
            value={hasPreset ? draft.date_from : 'custom'}
            onChange={(chosen) =>
              change(
                chosen === 'custom'
                  ? { date_from: new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10) }
                  : { date_from: chosen, date_to: '' },
              )
            }
          />
        </Stack>
        <TextInput
          type="date"
          label="From"
          disabled={hasPreset}
          value={hasPreset ? '' : draft.date_from.slice(0, 10)}
          onChange={(event) => change({ date_from: readDate(event.currentTarget.value, emptySearch.date_from) })}
        />
        <TextInput
          type="date"
          label="To"
          disabled={hasPreset}
          value={draft.date_to.slice(0, 10)}
          onChange={(event) => change({ date_to: readDate(event.currentTarget.value, '') })}
        />
        {text('distinct_id', 'Person (distinct ID)')}
        {time('duration_over', 'Duration over')}
        {time('duration_under', 'Duration under')}
        {time('active_over', 'Active time over')}
        {time('active_under', 'Active time under')}
        {text('clicks', 'Min. clicks', '1')}
        {text('console_errors', 'Min. console errors', '1')}
        {text('start_url', 'Start URL contains', '/checkout')}
        {text('console', 'Console message contains', 'TypeError')}
        <PropertyFields connection={connection} value={draft.property} onChange={(property) => change({ property })} />
        <Textarea
          className={classes['wide'] ?? ''}
          label="Recording IDs"
          description="Paste any number of IDs. The date range is ignored."
          autosize={false}
          rows={2}
          value={ids}
          onChange={(event) => setIds(event.currentTarget.value)}
        />
        <Checkbox
          label="Hide test accounts"
          checked={draft.test_accounts === 'hide'}
          onChange={(hides) => change({ test_accounts: hides ? 'hide' : '' })}
        />
        <Checkbox
          label="Hide recordings I have viewed"
          checked={draft.viewed === 'hide'}
          onChange={(hides) => change({ viewed: hides ? 'hide' : '' })}
        />
      </div>
      <Row className={classes['actions']}>
        <Button type="submit">Apply filters</Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Row>
    </form>
  )
}
