import { IconFilter, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { unsupportedParameters } from '#api/recordings/recordings.ts'
import { recordingOrders } from '#api/recordings/recordingFilters.ts'
import { Segments } from '#ui/Segments.tsx'
import { Select } from '#ui/Select.tsx'
import { activeConditions } from './conditions.ts'
import { orderNames } from './orderNames.ts'
import classes from './RecordingsPage.module.css'
import type { RecordingsSearching } from './useRecordingsSearch.ts'
import { windows } from './windows.ts'
import { Button, IconButton } from '#ui/Button.tsx'

type Props = { searching: RecordingsSearching; connectionId: string; filtersOpen: boolean; onFilters: () => void }

/** The controls above the table: window, order, and the way to all filters. */
export function FilterRow({ searching, connectionId, filtersOpen, onFilters }: Props) {
  const { search, ask, setOrder } = searching
  const hasOwnWindow = search.date_to !== '' || !windows.some(({ dateFrom }) => dateFrom === search.date_from)
  const conditions = activeConditions(search).length
  const isDescendingOnly = unsupportedParameters(connectionId).has('order_direction')
  const isAscending = search.direction === 'ASC' && !isDescendingOnly
  const turn = isDescendingOnly
    ? 'This server only sorts downwards'
    : isAscending
      ? 'Sorted upwards; sort downwards'
      : 'Sorted downwards; sort upwards'
  const Arrow = isAscending ? IconSortAscending : IconSortDescending
  return (
    <>
      <Segments
        label="Started in the last"
        value={hasOwnWindow ? 'own' : search.date_from}
        onChange={(dateFrom) => (dateFrom === 'own' ? onFilters() : ask({ date_from: dateFrom, date_to: '' }))}
        options={[
          ...windows.map(({ dateFrom, short }) => ({ value: dateFrom, label: short })),
          ...(hasOwnWindow ? [{ value: 'own', label: 'Own window' }] : []),
        ]}
      />
      <span className={classes['order']}>
        <label htmlFor="order">Order by</label>
        <Select
          id="order"
          options={recordingOrders.map((order) => ({ value: order, label: orderNames[order].name }))}
          value={search.order}
          onChange={setOrder}
        />
        <IconButton
          variant="default"
          aria-label={turn}
          title={turn}
          disabled={isDescendingOnly}
          onClick={() => ask({ direction: isAscending ? 'DESC' : 'ASC' })}
        >
          <Arrow size={16} aria-hidden />
        </IconButton>
      </span>
      <Button
        variant="default"
        id="filters-button"
        leftSection={<IconFilter size={14} aria-hidden />}
        aria-expanded={filtersOpen}
        aria-controls="filters"
        onClick={onFilters}
      >
        Filters{conditions > 0 && ` (${conditions})`}
      </Button>
    </>
  )
}
