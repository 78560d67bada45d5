import type { UseQueryResult } from '@tanstack/react-query'
import type { Recording } from '#api/recordings.ts'
import { Failure } from '#features/failure/Failure.tsx'
import type { Rows } from '#lib/slice.ts'
import { DataTable } from '#ui/DataTable.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import { recordingColumns, recordingName, type RecordingsContext } from './columns.tsx'
import { NoRecordings } from './NoRecordings.tsx'
import classes from './RecordingsPage.module.css'
import type { useRecordingsSearch } from './useRecordingsSearch.ts'

type Props = {
  search: ReturnType<typeof useRecordingsSearch>
  list: UseQueryResult<Rows<Recording>>
  context: RecordingsContext
}

/** What stands below the filters: rows, or why there are none. */
export function RecordingsBody({ search, list, context }: Props) {
  if (list.isPending) return <TableSkeleton label="Recordings are on their way" />
  if (list.data === undefined) {
    return (
      <div className={classes['plain']}>
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      </div>
    )
  }
  if (list.data.rows.length === 0) {
    return (
      <div className={classes['plain']}>
        <NoRecordings search={search} />
      </div>
    )
  }
  return (
    <DataTable
      caption="Recordings"
      columns={recordingColumns}
      rows={list.data.rows}
      rowId={({ id }) => id}
      rowName={(row) => recordingName(row, context.now)}
      context={context}
      ordering={{ by: search.question.order, direction: 'descending' }}
      onOrder={search.setOrder}
      busy={list.isPlaceholderData}
    />
  )
}
