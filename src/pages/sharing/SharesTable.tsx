import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { Connection } from '#storage/connections.ts'
import { type Share, type ShareOrder, shareOrders } from '#features/shareInventory/inventoryView.ts'
import type { Scan } from '#storage/scan.ts'
import { useColumnWidths } from '#storage/columnWidths.ts'
import { type Selection, useRowSelection } from '#ui/useSelection.ts'
import { DataTable } from '#ui/DataTable.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Pager } from '#ui/Pager.tsx'
import { DataTableShape, TableSkeleton } from '#ui/TableSkeleton.tsx'
import { columns, shareName } from './columns.tsx'
import type { SharingSearch } from './sharingSearch.ts'
import { Button } from '#ui/Button.tsx'

/** In pixels. */
const minWidth = 1228

type Props = {
  connection: Connection
  now: number
  scan: Scan
  search: SharingSearch
  /** All matching shares, sorted. */
  shown: readonly Share[]
  isPending: boolean
  selection: Selection<Share>
  onSearch: (part: Partial<SharingSearch>) => void
  onReview: (share: Share) => void
}

function checkboxLabel({ row }: Share): string {
  return `Select recording ${row.id}`
}

export function SharesTable(props: Props) {
  const { connection, now, scan, search, shown, isPending, selection, onSearch, onReview } = props
  const slice = { limit: search.limit, offset: search.offset }
  const page = useMemo(() => shown.slice(slice.offset, slice.offset + slice.limit), [shown, slice.offset, slice.limit])

  // Keeps the context of the rows stable while `onReview` changes.
  const latest = useRef(onReview)
  useEffect(() => {
    latest.current = onReview
  })
  const review = useCallback((share: Share) => latest.current(share), [])
  const context = useMemo(() => ({ connection, now, onReview: review }), [connection, now, review])
  const rowSelection = useRowSelection(selection, checkboxLabel)

  function order(name: string) {
    const next = shareOrders.find((one): one is ShareOrder => one === name)
    if (!next) return
    const isTurned = next === search.order && search.direction === 'descending'
    onSearch({ offset: 0, order: next, direction: isTurned ? 'ascending' : 'descending' })
  }

  const widths = useColumnWidths('sharing')
  if (isPending) {
    return (
      <TableSkeleton label="Loading scan">
        <DataTableShape columns={columns} widths={widths} minWidth={minWidth} />
      </TableSkeleton>
    )
  }
  const rows = { rows: page, total: shown.length, hasMore: slice.offset + page.length < shown.length, unreadable: 0 }
  return (
    <>
      <DataTable
        caption="Shared recordings"
        columns={columns}
        rows={page}
        rowId={({ row }) => row.id}
        rowName={shareName}
        context={context}
        ordering={{ by: search.order, direction: search.direction }}
        onOrder={order}
        busy={false}
        selection={rowSelection}
        openId={search.open || null}
        onOpen={({ row }) => onSearch({ open: row.id })}
        compact={false}
        minWidth={minWidth}
        widths={widths}
        empty={<NoShares scan={scan} search={search} total={shown.length} onSearch={onSearch} />}
      />
      {page.length > 0 && <Pager slice={slice} rows={rows} stale={false} onSlice={(next) => onSearch({ ...next, open: '' })} />}
    </>
  )
}

type NoSharesProps = { scan: Scan; search: SharingSearch; total: number; onSearch: (part: Partial<SharingSearch>) => void }

function NoShares({ scan, search, total, onSearch }: NoSharesProps) {
  const { change, password, review, risk, age, q } = search
  const isNarrowed = [change, password, review, risk, age, q].some((value) => value !== '')
  const describe = () => {
    if (total > 0) return { title: 'This page is past the end', text: 'There are fewer recordings than that.' }
    if (isNarrowed) return { title: 'No matching recordings', text: 'Try removing a filter.' }
    return scan.finishedAt === null
      ? { title: 'No public recordings found so far', text: 'The scan hasn’t finished.' }
      : { title: 'No public recordings found', text: 'See Coverage for what was checked.' }
  }
  const { title, text } = describe()
  return (
    <EmptyState
      title={title}
      actions={
        (isNarrowed || total > 0) && (
          <Button
            variant="default"
            onClick={() => onSearch({ change: '', password: '', review: '', risk: '', age: '', q: '', offset: 0 })}
          >
            Show all public recordings
          </Button>
        )
      }
    >
      {text}
    </EmptyState>
  )
}
