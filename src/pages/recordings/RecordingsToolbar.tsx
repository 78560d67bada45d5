import { IconColumns, IconDownload, IconStar } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { type Connection, useSettings } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { settings, type TableSettings } from '#storage/settings.ts'
import { Popover } from '#ui/Popover.tsx'
import { FilterRow } from './FilterRow.tsx'
import { FindField } from './FindField.tsx'
import { Spacer } from '#ui/layout.tsx'
import { Toolbar } from '#ui/bands.tsx'
import { savedSearch } from './views.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { Button } from '#ui/Button.tsx'

const BulkBar = lazy(() => import('./BulkBar.tsx').then(({ BulkBar: Bar }) => ({ default: Bar })))
const TableSettingsMenu = lazy(() => import('./TableSettingsMenu.tsx').then(({ TableSettingsMenu: Menu }) => ({ default: Menu })))
const SaveView = lazy(() => import('./SaveView.tsx').then(({ SaveView: Save }) => ({ default: Save })))

type Props = {
  connection: Connection
  searchState: RecordingsSearchState
  columns: string[]
  chosen: ReadonlyMap<string, Recording>
  rows: readonly Recording[]
  onClear: () => void
  onExport: () => void
}

/** The row above the table: filters and table settings, or bulk actions while rows are selected. */
export function RecordingsToolbar({ connection, searchState, columns, chosen, rows, onClear, onExport }: Props) {
  const { recordingsTable } = useSettings()

  /** Columns that the URL names are changed there; others become this browser's default. */
  function saveTableSettings(tableSettings: TableSettings) {
    const isChanged = tableSettings.columns.join() !== columns.join()
    const isInUrl = searchState.search.columns !== ''
    const defaultColumns = isChanged && !isInUrl ? tableSettings.columns : recordingsTable.columns
    settings.set((value) => ({ ...value, recordingsTable: { ...tableSettings, columns: defaultColumns } }))
    if (isChanged && isInUrl) searchState.change({ columns: tableSettings.columns.join() })
  }

  const toolbar = (
    <Toolbar>
      <FindField connection={connection} searchState={searchState} rows={rows} />
      <FilterRow searchState={searchState} connection={connection} />
      <Spacer />
      <Popover label="Save view" icon={<IconStar size={14} aria-hidden />}>
        {() => (
          <Suspense>
            <SaveView search={savedSearch(searchState.search, columns)} onSaved={(view) => searchState.change({ view })} />
          </Suspense>
        )}
      </Popover>
      <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={onExport}>
        Export
      </Button>
      <Popover label="Columns" icon={<IconColumns size={14} aria-hidden />}>
        {() => (
          <Suspense>
            <TableSettingsMenu tableSettings={{ ...recordingsTable, columns }} onChange={saveTableSettings} />
          </Suspense>
        )}
      </Popover>
    </Toolbar>
  )
  if (chosen.size === 0) return toolbar
  return (
    <Suspense fallback={toolbar}>
      <Toolbar>
        <BulkBar
          connection={connection}
          chosen={[...chosen.values()]}
          onPage={rows.filter(({ id }) => chosen.has(id)).length}
          onClear={onClear}
          onExport={onExport}
        />
      </Toolbar>
    </Suspense>
  )
}
