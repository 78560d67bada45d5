import { IconFilterOff, IconX } from '@tabler/icons-react'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { SearchField } from '#ui/SearchField.tsx'
import { Select } from '#ui/Select.tsx'
import { useOptimisticValue } from '#ui/useOptimisticValue.ts'
import { ownerKey, resourceKey } from './filterSubscriptions.ts'
import { type AnalyzedSubscription, resourceName } from './analyzeSubscription.ts'
import { ownerName } from './ownerName.ts'
import classes from './SubscriptionsPage.module.css'
import { filterNames, noFilters, type SubscriptionsSearch } from './subscriptionsSearch.ts'
import { Button, IconButton } from '#ui/Button.tsx'

type Option = { value: string; label: string }

const words = new Intl.Collator('en')

const mostOptions = 500

/** How something of a subscription stands in the address, and what people call it. */
type Reading = { value: (subscription: Subscription) => string; label: (subscription: Subscription) => string }

const readings = {
  target: sameWord(({ targetType }) => targetType),
  frequency: sameWord(({ frequency }) => frequency),
  owner: { value: ownerKey, label: ({ createdBy }) => ownerName(createdBy) ?? 'No owner' },
  resource: { value: resourceKey, label: resourceName },
} satisfies Record<string, Reading>

function sameWord(read: (subscription: Subscription) => string | null): Reading {
  const word = (subscription: Subscription) => read(subscription) ?? 'unknown'
  return { value: word, label: word }
}

/** Every value that occurs, once, by its label. Comparing by the rules of a language is slow, so that is done with few only. */
function optionsOf(analyzed: readonly AnalyzedSubscription[], { value, label }: Reading): Option[] {
  const labels = new Map<string, string>()
  for (const { subscription } of analyzed) {
    const key = value(subscription)
    if (!labels.has(key)) labels.set(key, label(subscription))
  }
  const options = Array.from(labels, ([key, text]) => ({ value: key, label: text }))
  const few =
    options.length <= mostOptions
      ? options
      : options.toSorted((one, other) => (one.label < other.label ? -1 : 1)).slice(0, mostOptions)
  return few.toSorted((one, other) => words.compare(one.label, other.label))
}

/** What the choices offer. Ten thousand take a moment, so it follows what is drawn instead of keeping it waiting. */
function useOptions(analyzed: readonly AnalyzedSubscription[]) {
  const all = useDeferredValue(analyzed)
  return useMemo(
    () => ({
      target: optionsOf(all, readings.target),
      frequency: optionsOf(all, readings.frequency),
      owner: optionsOf(all, readings.owner),
      resource: [...resourceKinds, ...optionsOf(all, readings.resource)],
    }),
    [all],
  )
}

const stateOptions: Option[] = [
  { value: 'active', label: 'Active' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'paused', label: 'Paused' },
  { value: 'ended', label: 'Schedule over' },
  { value: 'deleted', label: 'Ended by hand' },
]

/** All of a kind, before each by its name. */
const resourceKinds: Option[] = [
  { value: 'insight', label: 'All insights' },
  { value: 'dashboard', label: 'All dashboards' },
  { value: 'ai_prompt', label: 'All AI reports' },
]

/** Choices whose options are what occurs. */
const choices = [
  { name: 'target', label: 'Target', any: 'Any target' },
  { name: 'frequency', label: 'Frequency', any: 'Any frequency' },
  { name: 'owner', label: 'Owner', any: 'Any owner' },
  { name: 'resource', label: 'Insight or dashboard', any: 'Any resource' },
] as const

type ChoiceProps = { label: string; all: string; value: string; options: Option[]; onChange: (value: string) => void }

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  // What an address asks for stays on offer, also where nothing has it.
  const isMissing = value !== '' && !options.some((option) => option.value === value)
  const offered = [{ value: '', label: all }, ...options, ...(isMissing ? [{ value, label: value }] : [])]
  const [shown, wish] = useOptimisticValue(value)
  return (
    <Select
      aria-label={label}
      options={offered}
      value={shown}
      onChange={(next) => {
        wish(next)
        onChange(next)
      }}
      className={classes['choice'] ?? ''}
    />
  )
}

type CheckProps = { label: string; checked: boolean; disabled?: boolean; onChange: (checked: boolean) => void }

function Check({ label, checked, disabled, onChange }: CheckProps) {
  const id = useId()
  const [shown, wish] = useOptimisticValue(checked)
  return (
    <label className={classes['check']} htmlFor={id}>
      <input
        id={id}
        type="checkbox"
        checked={shown}
        disabled={disabled}
        onChange={(event) => {
          wish(event.currentTarget.checked)
          onChange(event.currentTarget.checked)
        }}
      />
      {label}
    </label>
  )
}

type Props = {
  search: SubscriptionsSearch
  all: readonly AnalyzedSubscription[]
  /** Whether the last delivery has a column; null where it cannot, because the server keeps no history. */
  withHistory: boolean | null
  onChange: (change: Partial<SubscriptionsSearch>) => void
}

/** What leaves subscriptions out, all of it in the address. A changed filter shows the first page. On a phone most is folded. */
export function FilterRow({ search, all, withHistory, onChange }: Props) {
  const options = useOptions(all)
  const ask = (change: Partial<SubscriptionsSearch>) => onChange({ ...change, offset: 0 })
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const isFiltered = filterNames.some((name) => search[name] !== '')
  const inForce = filterNames.filter((name) => name !== 'text' && name !== 'recipient' && search[name] !== '').length
  return (
    <search className={classes['filters']}>
      <SearchField
        className={classes['search']}
        label="Search subscriptions"
        placeholder="Title or recipient"
        value={search.text}
        onChange={(text) => ask({ text })}
      />
      <Button
        variant="default"
        className={classes['toggle'] ?? ''}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {inForce === 0 ? 'Filters' : `Filters: ${inForce}`}
      </Button>
      <div id={id} className={classes['rest']} data-open={isOpen || undefined}>
        <Choice
          label="State"
          all="Any state"
          value={search.state}
          options={stateOptions}
          onChange={(state) => ask(readState(state))}
        />
        {choices.map(({ name, label, any }) => (
          <Choice
            key={name}
            label={label}
            all={any}
            value={search[name]}
            options={options[name]}
            onChange={(value) => ask({ [name]: value })}
          />
        ))}
        <Check
          label="Problems only"
          checked={search.problems === 'only'}
          onChange={(isOnly) => ask({ problems: isOnly ? 'only' : '' })}
        />
        <Check
          label="Show ended"
          checked={search.ended === 'show'}
          onChange={(isShown) => ask({ ended: isShown ? 'show' : '' })}
        />
        {search.tab === 'list' && (
          <Check
            label={withHistory === null ? 'Last delivery: no history on this server' : 'Last delivery'}
            checked={withHistory === true}
            disabled={withHistory === null}
            onChange={(isShown) => onChange({ last: isShown ? 'show' : 'hide' })}
          />
        )}
      </div>
      {search.recipient !== '' && (
        <Button variant="light" rightSection={<IconX size={14} aria-hidden />} onClick={() => ask({ recipient: '' })}>
          Recipient {search.recipient}
        </Button>
      )}
      {isFiltered && (
        <IconButton aria-label="Clear filters" title="Clear filters" onClick={() => ask(noFilters)}>
          <IconFilterOff size={16} aria-hidden />
        </IconButton>
      )}
    </search>
  )
}

/** Ended ones are asked for only where someone wants to see them. */
function readState(state: string): Partial<SubscriptionsSearch> {
  const known = (['active', 'overdue', 'paused', 'ended', 'deleted'] as const).find((one) => one === state)
  return known === 'deleted' ? { state: known, ended: 'show' } : { state: known ?? '' }
}
