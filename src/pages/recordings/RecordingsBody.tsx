import type { UseQueryResult } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { Recording, RecordingRows } from '#api/recordings/recordings.ts'
import { defaultFilters } from '#api/recordings/recordingFilters.ts'
import { useColumnWidths } from '#storage/columnWidths.ts'
import { DataTable, type RowSelection } from '#ui/DataTable.tsx'
import type { Column } from '#ui/column.ts'
import { DataTableShape, TableSkeleton } from '#ui/TableSkeleton.tsx'
import { recordingName, type RecordingsContext } from './columns.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'

const Failure = lazy(() => import('#features/failure/Failure.tsx').then(({ Failure: Shown }) => ({ default: Shown })))
const NoRecordings = lazy(() => import('./NoRecordings.tsx').then(({ NoRecordings: Empty }) => ({ default: Empty })))
const RecordingMenu = lazy(() => import('./RecordingMenu.tsx').then(({ RecordingMenu: Menu }) => ({ default: Menu })))

type Props = {
  searchState: RecordingsSearchState
  list: UseQueryResult<RecordingRows>
  columns: Column<Recording, RecordingsContext>[]
  context: RecordingsContext
  selection: RowSelection<Recording>
  openId: string | null
  onOpen: (row: Recording) => void
  compact: boolean
  onLastRows: (() => void) | undefined
}

export function RecordingsBody({ searchState, list, columns, context, ...table }: Props) {
  const widths = useColumnWidths('recordings')
  if (list.isPending) {
    return (
      <TableSkeleton label="Loading recordings">
        <DataTableShape columns={columns} widths={widths} compact={table.compact} />
      </TableSkeleton>
    )
  }
  if (list.data === undefined) {
    return (
      <ScrollBox fills>
        <Suspense>
          <Failure error={list.error} onRetry={() => void list.refetch()} />
        </Suspense>
      </ScrollBox>
    )
  }
  return (
    <DataTable
      caption="Recordings"
      columns={columns}
      rows={list.data.rows}
      rowId={({ id }) => id}
      rowName={(row) => recordingName(row, context.now)}
      context={context}
      ordering={{
        by: list.data.ignored.includes('order') ? defaultFilters.order : searchState.search.order,
        direction:
          list.data.ignored.includes('order_direction') || searchState.search.direction === 'DESC' ? 'descending' : 'ascending',
      }}
      onOrder={searchState.setOrder}
      busy={list.isPlaceholderData}
      empty={
        <Suspense>
          <NoRecordings searchState={searchState} />
        </Suspense>
      }
      RowMenu={RecordingMenu}
      widths={widths}
      {...table}
    />
  )
}
