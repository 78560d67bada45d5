import { IconFilterOff, IconX } from '@tabler/icons-react'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { SearchField } from '#ui/SearchField.tsx'
import { Select } from '#ui/Select.tsx'
import { useOptimisticValue } from '#ui/useOptimisticValue.ts'
import { ownerKey, resourceKey } from './filterSubscriptions.ts'
import { resourceName } from '#features/schedule/subscriptionName.ts'
import type { AnalyzedSubscription } from './analyzeSubscription.ts'
import { ownerName } from './ownerName.ts'
import { Popover } from '#ui/Popover.tsx'
import { Stack } from '#ui/layout.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import classes from './SubscriptionsPage.module.css'
import { filterNames, moreColumns, noFilters, type SubscriptionsSearch, withColumn } from './subscriptionsSearch.ts'
import { Button, IconButton } from '#ui/Button.tsx'

type Option = { value: string; label: string }

const collator = new Intl.Collator('en')

const maxOptions = 500

/** The value in the URL and the label on screen. */
type OptionField = { value: (subscription: Subscription) => string; label: (subscription: Subscription) => string }

const optionFields = {
  target: sameLabel(({ targetType }) => targetType),
  frequency: sameLabel(({ frequency }) => frequency),
  owner: { value: ownerKey, label: ({ createdBy }) => ownerName(createdBy) ?? 'No owner' },
  resource: { value: resourceKey, label: resourceName },
} satisfies Record<string, OptionField>

function sameLabel(read: (subscription: Subscription) => string | null): OptionField {
  const text = (subscription: Subscription) => read(subscription) ?? 'unknown'
  return { value: text, label: text }
}

/** Each distinct value once, by label. Collation is slow, so only a limited number is sorted by it. */
function optionsOf(analyzed: readonly AnalyzedSubscription[], { value, label }: OptionField): Option[] {
  const labels = new Map<string, string>()
  for (const { subscription } of analyzed) {
    const key = value(subscription)
    if (!labels.has(key)) labels.set(key, label(subscription))
  }
  const options = Array.from(labels, ([key, text]) => ({ value: key, label: text }))
  const visible =
    options.length <= maxOptions
      ? options
      : options.toSorted((one, other) => (one.label < other.label ? -1 : 1)).slice(0, maxOptions)
  return visible.toSorted((one, other) => collator.compare(one.label, other.label))
}

/** Deferred, because 10,000 subscriptions would delay drawing. */
function useOptions(analyzed: readonly AnalyzedSubscription[]) {
  const all = useDeferredValue(analyzed)
  return useMemo(
    () => ({
      target: optionsOf(all, optionFields.target),
      frequency: optionsOf(all, optionFields.frequency),
      owner: optionsOf(all, optionFields.owner),
      resource: [...resourceKinds, ...optionsOf(all, optionFields.resource)],
    }),
    [all],
  )
}

const stateOptions: Option[] = [
  { value: 'active', label: 'Active' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'paused', label: 'Paused' },
  { value: 'ended', label: 'Finished' },
  { value: 'deleted', label: 'Ended manually' },
]

const resourceKinds: Option[] = [
  { value: 'insight', label: 'All insights' },
  { value: 'dashboard', label: 'All dashboards' },
  { value: 'ai_prompt', label: 'All AI reports' },
]

/** Options come from the loaded subscriptions. */
const selects = [
  { name: 'target', label: 'Target', any: 'Any target' },
  { name: 'frequency', label: 'Frequency', any: 'Any frequency' },
  { name: 'owner', label: 'Owner', any: 'Any owner' },
  { name: 'resource', label: 'Insight or dashboard', any: 'Any resource' },
] as const

type FilterSelectProps = { label: string; all: string; value: string; options: Option[]; onChange: (value: string) => void }

function FilterSelect({ label, all, value, options, onChange }: FilterSelectProps) {
  // A value in the URL stays selectable even if no subscription has it.
  const isMissing = value !== '' && !options.some((option) => option.value === value)
  const allOptions = [{ value: '', label: all }, ...options, ...(isMissing ? [{ value, label: value }] : [])]
  const [shown, setShown] = useOptimisticValue(value)
  return (
    <Select
      aria-label={label}
      options={allOptions}
      value={shown}
      onChange={(next) => {
        setShown(next)
        onChange(next)
      }}
      className={classes['choice'] ?? ''}
    />
  )
}

type FilterCheckboxProps = { label: string; checked: boolean; disabled?: boolean; onChange: (checked: boolean) => void }

function FilterCheckbox({ label, checked, disabled, onChange }: FilterCheckboxProps) {
  const [shown, setShown] = useOptimisticValue(checked)
  return (
    <Checkbox
      label={label}
      checked={shown}
      disabled={disabled}
      onChange={(next) => {
        setShown(next)
        onChange(next)
      }}
    />
  )
}

type Props = {
  search: SubscriptionsSearch
  all: readonly AnalyzedSubscription[]
  /** Null if the server has no delivery history. */
  withHistory: boolean | null
  onChange: (change: Partial<SubscriptionsSearch>) => void
}

/** Filters, all stored in the URL. Changing one returns to the first page. */
export function FilterRow({ search, all, withHistory, onChange }: Props) {
  const changeFilter = (change: Partial<SubscriptionsSearch>) => onChange({ ...change, offset: 0 })
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const isFiltered = filterNames.some((name) => search[name] !== '')
  const activeCount = filterNames.filter((name) => name !== 'text' && name !== 'recipient' && search[name] !== '').length
  return (
    <search className={classes['filters']}>
      <SearchField
        className={classes['search']}
        label="Search subscriptions"
        placeholder="Title or recipient"
        value={search.text}
        onChange={(text) => changeFilter({ text })}
      />
      <Button
        variant="default"
        className={classes['toggle'] ?? ''}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {activeCount === 0 ? 'Filters' : `Filters: ${activeCount}`}
      </Button>
      <div id={id} className={classes['rest']} data-open={isOpen || undefined}>
        <Choices search={search} all={all} withHistory={withHistory} onChange={onChange} />
      </div>
      {search.recipient !== '' && (
        <Button variant="light" rightSection={<IconX size={14} aria-hidden />} onClick={() => changeFilter({ recipient: '' })}>
          Recipient {search.recipient}
        </Button>
      )}
      {isFiltered && (
        <IconButton aria-label="Clear filters" title="Clear filters" onClick={() => changeFilter(noFilters)}>
          <IconFilterOff size={16} aria-hidden />
        </IconButton>
      )}
    </search>
  )
}

/** The filters that a phone shows on request, and the columns. */
function Choices({ search, all, withHistory, onChange }: Props) {
  const options = useOptions(all)
  const changeFilter = (change: Partial<SubscriptionsSearch>) => onChange({ ...change, offset: 0 })
  return (
    <>
      <FilterSelect
        label="State"
        all="Any state"
        value={search.state}
        options={stateOptions}
        onChange={(state) => changeFilter(readState(state))}
      />
      {selects.map(({ name, label, any }) => (
        <FilterSelect
          key={name}
          label={label}
          all={any}
          value={search[name]}
          options={options[name]}
          onChange={(value) => changeFilter({ [name]: value })}
        />
      ))}
      <FilterCheckbox
        label="Problems only"
        checked={search.problems === 'only'}
        onChange={(isOnly) => changeFilter({ problems: isOnly ? 'only' : '' })}
      />
      <FilterCheckbox
        label="Show ended"
        checked={search.ended === 'show'}
        onChange={(isShown) => changeFilter({ ended: isShown ? 'show' : '' })}
      />
      {search.tab === 'list' && (
        <Popover label="Columns">{() => <ColumnChoice search={search} withHistory={withHistory} onChange={onChange} />}</Popover>
      )}
    </>
  )
}

const columnNames = { owner: 'Owner', created: 'Created' }

function ColumnChoice({ search, withHistory, onChange }: Pick<Props, 'search' | 'withHistory' | 'onChange'>) {
  return (
    <Stack className={classes['columns']}>
      <FilterCheckbox
        label={withHistory === null ? 'Last delivery (no history on this server)' : 'Last delivery'}
        checked={withHistory === true}
        disabled={withHistory === null}
        onChange={(isShown) => onChange({ last: isShown ? 'show' : 'hide' })}
      />
      {moreColumns.map((name) => (
        <FilterCheckbox
          key={name}
          label={columnNames[name]}
          checked={search.more.includes(name)}
          onChange={(isShown) => onChange({ more: withColumn(search, name, isShown) })}
        />
      ))}
    </Stack>
  )
}

/** Ended subscriptions are requested only when someone filters by them. */
function readState(state: string): Partial<SubscriptionsSearch> {
  const known = (['active', 'overdue', 'paused', 'ended', 'deleted'] as const).find((one) => one === state)
  return known === 'deleted' ? { state: known, ended: 'show' } : { state: known ?? '' }
}
