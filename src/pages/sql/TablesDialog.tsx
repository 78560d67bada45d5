import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { TextInput } from '#ui/fields.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { LineList } from '#ui/LineList.tsx'
import { type Table, tables } from './editor/tables.ts'
import classes from './SqlPage.module.css'

type Props = { onInsert: (name: string) => void; onClose: () => void }

/** Tables whose name or use has the text, with all their columns; of the others those columns that have it. */
function matchingTables(search: string): Table[] {
  const text = search.trim().toLowerCase()
  return tables.flatMap((table) => {
    if (`${table.name} ${table.about}`.toLowerCase().includes(text)) return [table]
    const columns = table.columns.filter((column) => column.toLowerCase().includes(text))
    return columns.length > 0 ? [{ ...table, columns }] : []
  })
}

/** What can be queried. A name goes to where the cursor is in the query. */
export function TablesDialog({ onInsert, onClose }: Props) {
  const [search, setSearch] = useState('')
  const matches = matchingTables(search)
  return (
    <Dialog title="Tables" wide onClose={onClose}>
      {(close) => {
        const insert = (name: string) => {
          close()
          onInsert(name)
        }
        return (
          <Stack gap={12}>
            <Text size="sm" tone="dimmed">
              Choose a name to put it into the query. A project may have more tables and columns.
            </Text>
            <TextInput
              type="search"
              size="xs"
              data-autofocus
              aria-label="Search tables and columns"
              placeholder="Table or column"
              leftSection={<IconSearch size={14} aria-hidden />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            {matches.length === 0 ? (
              <Text size="sm" tone="dimmed" className={classes['nothing']}>
                No matching tables or columns.
              </Text>
            ) : (
              <LineList className={classes['entries']} aria-label="Tables">
                {matches.map((table) => (
                  <TableEntry key={table.name} table={table} onInsert={insert} />
                ))}
              </LineList>
            )}
            <DialogActions>
              <Button variant="default" onClick={close}>
                Close
              </Button>
            </DialogActions>
          </Stack>
        )
      }}
    </Dialog>
  )
}

function TableEntry({ table: { name, about, columns }, onInsert }: { table: Table; onInsert: (name: string) => void }) {
  return (
    <li>
      <Stack gap={6}>
        <Row gap="2px 8px" wrap align="baseline">
          <button type="button" className={classes['tableName']} onClick={() => onInsert(name)}>
            {name}
          </button>
          <Text as="span" size="xs" tone="dimmed">
            {about}
          </Text>
        </Row>
        <Row gap={4} wrap role="group" aria-label={`Columns of ${name}`}>
          {columns.map((column) => (
            <button key={column} type="button" className={classes['column']} onClick={() => onInsert(column)}>
              {column}
            </button>
          ))}
        </Row>
      </Stack>
    </li>
  )
}
