import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useId, useState } from 'react'
import classes from './DataTable.module.css'
import type { Column } from './DataTable.tsx'

type Props<Row, Context> = {
  row: Row
  name: string
  shown: Column<Row, Context>[]
  /** Columns that open below the row; none where all of them fit. */
  folded: Column<Row, Context>[]
  context: Context
}

/** One row of a DataTable. */
export function DataRow<Row, Context>({ row, name, shown, folded, context }: Props<Row, Context>) {
  const [open, setOpen] = useState(false)
  const detailsId = useId()
  const Chevron = open ? IconChevronUp : IconChevronDown
  return (
    <>
      <tr>
        {shown.map(({ id, numeric, cell }) => (
          <td key={id} data-numeric={numeric || undefined}>
            {cell(row, context)}
          </td>
        ))}
        {folded.length > 0 && (
          <td className={classes['more']}>
            <ActionIcon
              aria-label={`${open ? 'Less' : 'More'} about ${name}`}
              aria-expanded={open}
              aria-controls={detailsId}
              onClick={() => setOpen(!open)}
            >
              <Chevron size={16} aria-hidden />
            </ActionIcon>
          </td>
        )}
      </tr>
      {open && folded.length > 0 && (
        <tr id={detailsId} className={classes['folded']}>
          <td colSpan={shown.length + 1}>
            <dl>
              {folded.map(({ id, header, cell }) => (
                <div key={id}>
                  <dt>{header}</dt>
                  <dd>{cell(row, context)}</dd>
                </div>
              ))}
            </dl>
          </td>
        </tr>
      )}
    </>
  )
}
