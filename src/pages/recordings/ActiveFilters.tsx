import { IconX } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import type { Connection } from '#storage/connections.ts'
import { counted } from '#lib/format.ts'
import { notify } from '#ui/notify.ts'
import { Button } from '#ui/Button.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { Popover } from '#ui/Popover.tsx'
import { type ActiveFilter, activeFilters, withoutFilters } from './activeFilters.ts'
import { filterField } from './filterFields.ts'
import classes from './RecordingsPage.module.css'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'

const FilterEditor = lazy(() => import('./FilterEditor.tsx').then(({ FilterEditor: Editor }) => ({ default: Editor })))

type Props = { connection: Connection; searchState: RecordingsSearchState; personName: string | null }

export function ActiveFilters({ connection, searchState, personName }: Props) {
  const filters = activeFilters(searchState.search, personName)
  if (filters.length === 0) return null
  return (
    <Row as="ul" gap={6} wrap aria-label="Active filters">
      {filters.map((filter) => (
        <Row as="li" gap={2} size="xs" key={filter.name} className={classes['chip']}>
          <ChipLabel filter={filter} connection={connection} searchState={searchState} />
          <button
            type="button"
            className={classes['chipRemove']}
            aria-label={`Remove filter: ${filter.label}`}
            onClick={() => searchState.setFilters(withoutFilters(filter.clears))}
          >
            <IconX size={14} aria-hidden />
          </button>
        </Row>
      ))}
      <li>
        <Button variant="subtle" size="compact-xs" onClick={() => clearAll(searchState, filters)}>
          Clear all
        </Button>
      </li>
    </Row>
  )
}

function clearAll({ search, setFilters }: RecordingsSearchState, filters: readonly ActiveFilter[]) {
  const names = filters.flatMap(({ clears }) => clears)
  setFilters(withoutFilters(names))
  const before = Object.fromEntries(names.map((name) => [name, search[name]]))
  void notify({
    id: 'cleared filters',
    tone: 'notice',
    title: 'Filters cleared',
    message: counted(filters.length, 'filter'),
    action: { label: 'Undo', run: () => setFilters(before) },
  })
}

function ChipLabel({ filter, connection, searchState }: { filter: ActiveFilter } & Omit<Props, 'personName'>) {
  const field = filterField(filter.name)
  if (!field || field.kind === 'switch')
    return (
      <Text as="span" cut className={classes['chipLabel']} title={filter.label}>
        {filter.label}
      </Text>
    )
  return (
    <Popover label={filter.label} title={`Edit: ${filter.label}`} className={classes['chipLabel']} plain>
      {(close) => (
        <Suspense>
          <FilterEditor field={field} connection={connection} searchState={searchState} onDone={close} />
        </Suspense>
      )}
    </Popover>
  )
}
