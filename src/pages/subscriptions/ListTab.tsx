import { useMemo } from 'react'
import { useColumnWidths } from '#storage/columnWidths.ts'
import { DataTable } from '#ui/DataTable.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Pager } from '#ui/Pager.tsx'
import { type Selection, useRowSelection } from '#ui/useSelection.ts'
import { DataTableShape, TableSkeleton } from '#ui/TableSkeleton.tsx'
import { columnsWithout } from './columns.tsx'
import type { AnalyzedSubscription, TabProps } from './analyzeSubscription.ts'
import { moreColumns, orders, type SubscriptionsSearch } from './subscriptionsSearch.ts'

type Props = TabProps & {
  search: SubscriptionsSearch
  onChange: (change: Partial<SubscriptionsSearch>) => void
  selection: Selection<AnalyzedSubscription>
  busy: boolean
  withHistory: boolean
  /** False while loading rows may still move the visible ones. */
  canLoadDeliveries: boolean
}

function useListShape({ more }: SubscriptionsSearch, withHistory: boolean) {
  const widths = useColumnWidths('subscriptions')
  const columns = useMemo(
    () => columnsWithout([...(withHistory ? [] : ['last']), ...moreColumns.filter((name) => !more.includes(name))]),
    [withHistory, more],
  )
  return { columns, minWidth: 1080 + 110 * more.split(' ').filter(Boolean).length, widths }
}

/** What the list looks like before it is loaded. */
export function ListSkeleton({ search, withHistory }: Pick<Props, 'search' | 'withHistory'>) {
  return (
    <TableSkeleton label="Loading subscriptions">
      <DataTableShape {...useListShape(search, withHistory)} />
    </TableSkeleton>
  )
}

function checkboxLabel({ name }: AnalyzedSubscription): string {
  return `Select ${name}`
}

export function ListTab({
  connection,
  shown,
  now,
  scheduleRules,
  onOpen,
  search,
  onChange,
  selection,
  busy,
  withHistory,
  canLoadDeliveries,
}: Props) {
  const { order, direction, limit, offset } = search
  const { columns, minWidth, widths } = useListShape(search, withHistory)
  const rows = useMemo(() => shown.slice(offset, offset + limit), [shown, offset, limit])
  const context = useMemo(
    () => ({ connection, now, scheduleRules, canLoadDeliveries }),
    [connection, now, scheduleRules, canLoadDeliveries],
  )

  const rowSelection = useRowSelection(selection, checkboxLabel)

  function setOrder(by: string) {
    const next = orders.find((one) => one === by)
    if (next === undefined) return
    const isSameColumn = next === order
    onChange({ order: next, direction: isSameColumn && direction === 'asc' ? 'desc' : 'asc', offset: 0 })
  }

  return (
    <>
      <DataTable
        caption="Subscriptions"
        columns={columns}
        rows={rows}
        rowId={({ subscription }) => subscription.id}
        rowName={({ name }) => name}
        context={context}
        ordering={{ by: order, direction: direction === 'asc' ? 'ascending' : 'descending' }}
        onOrder={setOrder}
        busy={busy}
        selection={rowSelection}
        openId={search.open || null}
        onOpen={({ subscription }) => onOpen(subscription.id)}
        compact={false}
        minWidth={minWidth}
        widths={widths}
        empty={<EmptyState title="This page is past the end">There are fewer subscriptions than that.</EmptyState>}
      />
      <Pager
        slice={{ limit, offset }}
        rows={{ rows, total: shown.length, hasMore: offset + limit < shown.length, unreadable: 0 }}
        stale={busy}
        onSlice={(slice) => onChange(slice)}
      />
    </>
  )
}
