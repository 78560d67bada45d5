import { IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useCapabilities } from '#api/capabilities.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { recordingOrders, signalNames } from '#api/recordings/recordingFilters.ts'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { Select } from '#ui/Select.tsx'
import { orderNames } from './orderNames.ts'
import { Row } from '#ui/layout.tsx'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { dateRanges } from './dateRanges.ts'
import { IconButton } from '#ui/Button.tsx'

type Props = { searchState: RecordingsSearchState; connection: ApiConnection }

/** The date range and the order. */
export function FilterRow({ searchState, connection }: Props) {
  const { search, setFilters, setOrder } = searchState
  const hasCustomRange = search.date_to !== '' || !dateRanges.some(({ dateFrom }) => dateFrom === search.date_from)
  const isDescendingOnly = useCapabilities(connection).refusedParameters?.has('order_direction') === true
  const isAscending = search.direction === 'ASC' && !isDescendingOnly
  const sortLabel = isDescendingOnly ? 'This server sorts descending only' : isAscending ? 'Sort descending' : 'Sort ascending'
  const Arrow = isAscending ? IconSortAscending : IconSortDescending
  return (
    <>
      <SegmentedControl
        label="Date range"
        value={hasCustomRange ? 'custom' : search.date_from}
        onChange={(dateFrom) => dateFrom !== 'custom' && setFilters({ date_from: dateFrom, date_to: '' })}
        options={[
          ...dateRanges.map(({ dateFrom, shortLabel }) => ({ value: dateFrom, label: shortLabel })),
          ...(hasCustomRange ? [{ value: 'custom', label: 'Custom' }] : []),
        ]}
      />
      <Row as="span" size="sm" tone="dimmed">
        <label htmlFor="order">Sort by</label>
        <Select
          id="order"
          options={[...recordingOrders, ...signalNames].map((order) => ({ value: order, label: orderNames[order].name }))}
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
