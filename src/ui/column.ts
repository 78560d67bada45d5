import type { ReactNode } from 'react'
import type { EmptyReason } from './EmptyValue.tsx'

/** A column as data, at module scope. */
export type Column<Row, Context = undefined> = {
  id: string
  header: string
  cell: (row: Row, context: Context) => ReactNode
  /** CSS width. Columns don't resize with their content. */
  width: string
  /** For cells without a value: shows a mark instead of `cell`. */
  empty?: (row: Row) => EmptyReason | null
  /** The color of a cell that is plain text. */
  tone?: (row: Row) => 'success' | 'quiet'
  numeric?: boolean
  /** The server's name for sorting by this column. */
  order?: string
  /** Shown on a phone, with this width if it is a string; other columns open below the row. */
  phone?: boolean | string
}
