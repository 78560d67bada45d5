import { useEffect, useRef, useState } from 'react'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import type { ResultColumn } from './columns.ts'
import { type SortDirection, sortRows } from './sortRows.ts'

export type Sort = { column: number; direction: SortDirection }

export type Sorting = {
  /** The requested sort, shown immediately; null for the order of the response. */
  sort: Sort | null
  /** Row indexes by the last finished sort; null for the order of the response. */
  order: Uint32Array | null
  isBusy: boolean
  /** Cycles ascending, descending, none. */
  toggle: (column: number) => void
}

function nextOf(sort: Sort | null, column: number): Sort | null {
  if (sort?.column !== column) return { column, direction: 'ascending' }
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : null
}

/** A new sort cancels the running one. */
export function useSorting(rows: SqlAnswer['rows'], columns: readonly ResultColumn[]): Sorting {
  const [sort, setSort] = useState<Sort | null>(null)
  const [order, setOrder] = useState<Uint32Array | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const controller = useRef(new AbortController())

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
