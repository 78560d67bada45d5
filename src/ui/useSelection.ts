import { useCallback, useMemo, useState } from 'react'
import type { RowSelection } from './DataTable.tsx'

type Chosen<Row> = ReadonlyMap<string, Row>

export type Selection<Row> = ReturnType<typeof useSelection<Row>>

/** The selected rows by ID, across pages. `toggle` and `toggleAll` are stable as long as `rowId` is. */
export function useSelection<Row>(rowId: (row: Row) => string) {
  const [chosen, setChosen] = useState<Chosen<Row>>(new Map())

  const toggle = useCallback(
    (row: Row) =>
      setChosen((current) => {
        const next = new Map(current)
        if (!next.delete(rowId(row))) next.set(rowId(row), row)
        return next
      }),
    [rowId],
  )

  const toggleAll = useCallback(
    (rows: readonly Row[], isChosen: boolean) =>
      setChosen((current) => {
        const next = new Map(current)
        for (const row of rows) {
          if (isChosen) next.set(rowId(row), row)
          else next.delete(rowId(row))
        }
        return next
      }),
    [rowId],
  )

  const clear = useCallback(() => setChosen(new Map()), [])
  return { chosen, toggle, toggleAll, clear }
}

/** The selection as a table takes it. `label` names the checkbox of a row and must be stable. */
export function useRowSelection<Row>(
  { chosen, toggle, toggleAll }: Pick<Selection<Row>, 'chosen' | 'toggle' | 'toggleAll'>,
  label: (row: Row) => string,
): RowSelection<Row> {
  return useMemo(() => ({ ids: chosen, onToggle: toggle, onToggleAll: toggleAll, label }), [chosen, toggle, toggleAll, label])
}
