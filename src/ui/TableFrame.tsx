import { useMediaQuery } from '@mantine/hooks'
import type { ComponentProps } from 'react'
import classes from './DataTable.module.css'
import { type ColumnWidths, type SizedColumn, tableLayout } from './tableLayout.ts'

/** Whether there is room for the columns marked `phone` only. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false
}

type Props = Omit<ComponentProps<'table'>, 'className' | 'style'> & {
  caption: string
  columns: readonly SizedColumn[]
  isNarrow: boolean
  compact: boolean
  chosenWidths: ColumnWidths
  minWidth: number | undefined
}

/** The outline that a table and its skeleton have in common: the same columns and heights. Head and body follow. */
export function TableFrame({ caption, columns, isNarrow, compact, chosenWidths, minWidth, children, ...props }: Props) {
  const layout = tableLayout(columns, { isNarrow, chosen: chosenWidths, minWidth })
  return (
    <table
      {...props}
      className={classes['table']}
      data-narrow={isNarrow || undefined}
      data-compact={compact || undefined}
      style={{ minWidth: layout.minWidth }}
    >
      <caption>{caption}</caption>
      <colgroup>
        {layout.widths.map((width, index) => (
          <col key={columns[index - 1]?.id ?? index} style={{ width }} />
        ))}
      </colgroup>
      {children}
    </table>
  )
}
