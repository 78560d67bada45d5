import { useCallback } from 'react'
import { useSettings } from './connections.ts'
import { settings } from './settings.ts'

const none = {}

/** Forgets all widths that were chosen in a table. */
export function resetColumnWidths(table: string) {
  settings.set((value) => ({ ...value, columnWidths: { ...value.columnWidths, [table]: {} } }))
}

/** The widths that were chosen in a table, in pixels by column, and how to choose one; null stands for the column's own. */
export function useColumnWidths(table: string) {
  const chosen = useSettings().columnWidths[table] ?? none
  const onChange = useCallback(
    (column: string, width: number | null) =>
      settings.set((value) => {
        const { [column]: _width, ...others } = value.columnWidths[table] ?? {}
        const widths = width === null ? others : { ...others, [column]: width }
        return { ...value, columnWidths: { ...value.columnWidths, [table]: widths } }
      }),
    [table],
  )
  return { chosen, onChange }
}
