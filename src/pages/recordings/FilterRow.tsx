import { IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { isOrderedBySql } from '#api/recordings/recordingFilters.ts'
import { useCapabilities } from '#api/capabilities.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { Select } from '#ui/Select.tsx'
import { orderNames } from './orderNames.ts'
import { listOrders } from './recordingsSearch.ts'
import { Row } from '#ui/layout.tsx'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { DateRange } from './DateRange.tsx'
import { IconButton } from '#ui/Button.tsx'

type Props = { searchState: RecordingsSearchState; connection: ApiConnection }

/** The date range and the order. */
export function FilterRow({ searchState, connection }: Props) {
  const { search, question, setFilters, setOrder } = searchState
  const refused = useCapabilities(connection).refusedParameters
  const isDescendingOnly = refused?.has('order_direction') === true && !isOrderedBySql(question)
  const isAscending = search.direction === 'ASC' && !isDescendingOnly
  const sortLabel = isDescendingOnly ? 'This server sorts descending only' : isAscending ? 'Sort descending' : 'Sort ascending'
  const Arrow = isAscending ? IconSortAscending : IconSortDescending
  return (
    <>
      <DateRange search={search} onChange={setFilters} />
      <Row as="span" size="sm" tone="dimmed">
        <label htmlFor="order">Sort by</label>
        <Select
          id="order"
          options={listOrders.map((order) => ({ value: order, label: orderNames[order].name }))}
          value={search.order}
          onChange={setOrder}
        />
        <IconButton
          variant="default"
          aria-label={sortLabel}
          title={sortLabel}
          disabled={isDescendingOnly}
          onClick={() => setFilters({ direction: isAscending ? 'DESC' : 'ASC' })}
        >
          <Arrow size={16} aria-hidden />
        </IconButton>
      </Row>
    </>
  )
}
