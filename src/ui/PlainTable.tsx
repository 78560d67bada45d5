import type { ComponentProps } from 'react'
import classes from './PlainTable.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export type PlainColumn = {
  header: string
  /** CSS width. The other columns share the rest. */
  width?: string
  /** The header is read aloud only. */
  isHidden?: boolean
}

type Props = ComponentProps<'table'> & {
  caption: string
  columns: readonly PlainColumn[]
  /** On a phone each row becomes a card without headers, in which cells with `data-wide` take a line. */
  stacks?: boolean
}

/** A table of rows that are read, not selected: its own `tbody` follows. See `DataTable` for the others. */
export function PlainTable({ caption, columns, stacks = false, className, children, ...props }: Props) {
  return (
    <table
      {...props}
      className={[classes['table'], className].filter(Boolean).join(' ')}
      data-fixed={columns.some(({ width }) => width) || undefined}
      data-stacks={stacks || undefined}
    >
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ header, width, isHidden = false }) => (
            <th key={header} scope="col" style={{ width }}>
              {isHidden ? <VisuallyHidden>{header}</VisuallyHidden> : header}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  )
}
