import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useId, useMemo } from 'react'
import { Select } from '#ui/Select.tsx'
import { ownerKey, resourceKey } from './filterSubscriptions.ts'
import { type Judged, resourceName } from './judged.ts'
import { ownerName } from './ownerName.ts'
import { SearchField } from './SearchField.tsx'
import classes from './SubscriptionsPage.module.css'
import { filterNames, noFilters, type SubscriptionsSearch } from './subscriptionsSearch.ts'

type Option = { value: string; label: string }

const words = new Intl.Collator('en')

/** Every value that occurs, once, by its label. */
function optionsOf(judged: readonly Judged[], read: (one: Judged) => Option): Option[] {
  const options = new Map(judged.map((one) => read(one)).map((option) => [option.value, option]))
  return [...options.values()].toSorted((one, other) => words.compare(one.label, other.label)).slice(0, 500)
}

function useOptions(all: readonly Judged[]) {
  return useMemo(
    () => ({
      target: optionsOf(all, ({ subscription: { targetType } }) => ({
        value: targetType ?? 'unknown',
        label: targetType ?? 'unknown',
      })),
      frequency: optionsOf(all, ({ subscription: { frequency } }) => ({
        value: frequency ?? 'unknown',
        label: frequency ?? 'unknown',
      })),
      owner: optionsOf(all, ({ subscription }) => ({
        value: ownerKey(subscription),
        label: ownerName(subscription.createdBy) ?? 'No owner',
      })),
      resource: optionsOf(all, ({ subscription }) => ({ value: resourceKey(subscription), label: resourceName(subscription) })),
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

type ChoiceProps = { label: string; all: string; value: string; options: Option[]; onChange: (value: string) => void }

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  // What an address asks for stays on offer, also where nothing has it.
  const isMissing = value !== '' && !options.some((option) => option.value === value)
  const offered = [{ value: '', label: all }, ...options, ...(isMissing ? [{ value, label: value }] : [])]
  return <Select aria-label={label} options={offered} value={value} onChange={onChange} className={classes['choice'] ?? ''} />
}

type Props = {
  search: SubscriptionsSearch
  all: readonly Judged[]
  /** Whether the last delivery has a column; null where it cannot, because the server keeps no history. */
  withHistory: boolean | null
  onChange: (change: Partial<SubscriptionsSearch>) => void
}

/** What leaves subscriptions out, all of it in the address. A changed filter shows the first page. */
export function FilterRow({ search, all, withHistory, onChange }: Props) {
  const options = useOptions(all)
  const id = useId()
  const ask = (change: Partial<SubscriptionsSearch>) => onChange({ ...change, offset: 0 })
  const isFiltered = filterNames.some((name) => search[name] !== '')
  return (
    <search className={classes['filters']}>
      <SearchField value={search.text} onChange={(text) => ask({ text })} />
      <Choice
        label="State"
        all="Any state"
        value={search.state}
        options={stateOptions}
        onChange={(state) => ask(readState(state))}
      />
      <Choice
        label="Target"
        all="Any target"
        value={search.target}
        options={options.target}
        onChange={(target) => ask({ target })}
      />
      <Choice
        label="Frequency"
        all="Any frequency"
        value={search.frequency}
        options={options.frequency}
        onChange={(frequency) => ask({ frequency })}
      />
      <Choice label="Owner" all="Any owner" value={search.owner} options={options.owner} onChange={(owner) => ask({ owner })} />
      <Choice
        label="Insight or dashboard"
        all="Any resource"
        value={search.resource}
        options={[...resourceKinds, ...options.resource]}
        onChange={(resource) => ask({ resource })}
      />
      <label className={classes['check']} htmlFor={`${id}problems`}>
        <input
          id={`${id}problems`}
          type="checkbox"
          checked={search.problems === 'only'}
          onChange={(event) => ask({ problems: event.currentTarget.checked ? 'only' : '' })}
        />
        Problems only
      </label>
      <label className={classes['check']} htmlFor={`${id}ended`}>
        <input
          id={`${id}ended`}
          type="checkbox"
          checked={search.ended === 'show'}
          onChange={(event) => ask({ ended: event.currentTarget.checked ? 'show' : '' })}
        />
        Show ended
      </label>
      {search.tab === 'list' && (
        <label className={classes['check']} htmlFor={`${id}last`}>
          <input
            id={`${id}last`}
            type="checkbox"
            checked={withHistory === true}
            disabled={withHistory === null}
            onChange={(event) => onChange({ last: event.currentTarget.checked ? 'show' : 'hide' })}
          />
          {withHistory === null ? 'Last delivery: no history on this server' : 'Last delivery'}
        </label>
      )}
      {search.recipient !== '' && (
        <Button variant="light" rightSection={<IconX size={14} aria-hidden />} onClick={() => ask({ recipient: '' })}>
          Recipient {search.recipient}
        </Button>
      )}
      {isFiltered && (
        <Button variant="subtle" onClick={() => ask(noFilters)}>
          Clear filters
        </Button>
      )}
    </search>
  )
}

/** Ended ones are asked for only where someone wants to see them. */
function readState(state: string): Partial<SubscriptionsSearch> {
  const known = (['active', 'overdue', 'paused', 'ended', 'deleted'] as const).find((one) => one === state)
  return known === 'deleted' ? { state: known, ended: 'show' } : { state: known ?? '' }
}
