import { useEffect, useRef, useState } from 'react'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import type { ResultColumn } from './columns.ts'
import { type SortDirection, sortRows } from './sortRows.ts'

export type Sort = { column: number; direction: SortDirection }

export type Sorting = {
  /** What is wished for, which is shown at once; null for the order of the answer. */
  sort: Sort | null
  /** Places of the rows by the last sort that is done; null for the order of the answer. */
  order: Uint32Array | null
  isBusy: boolean
  /** From ascending on to descending and back to none. */
  toggle: (column: number) => void
}

function nextOf(sort: Sort | null, column: number): Sort | null {
  if (sort?.column !== column) return { column, direction: 'ascending' }
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : null
}

/** The order of what is loaded. A new wish stops the sort that is on its way. */
export function useSorting(rows: SqlAnswer['rows'], columns: readonly ResultColumn[]): Sorting {
  const [sort, setSort] = useState<Sort | null>(null)
  const [order, setOrder] = useState<Uint32Array | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const controller = useRef(new AbortController())

  // Talks to the slices of a sort, which nobody waits for once the table is gone.
  useEffect(() => () => controller.current.abort(), [])

  async function apply(next: Sort, signal: AbortSignal) {
    const kind = columns[next.column]?.kind ?? 'text'
    const rowOrder = await sortRows(rows, next.column, kind, next.direction, signal).catch(() => null)
    if (signal.aborted) return
    setOrder(rowOrder)
    setIsBusy(false)
  }

  function toggle(column: number) {
    const next = nextOf(sort, column)
    controller.current.abort()
    controller.current = new AbortController()
    setSort(next)
    setIsBusy(next !== null)
    if (next === null) setOrder(null)
    else void apply(next, controller.current.signal)
  }

  return { sort, order, isBusy, toggle }
}
