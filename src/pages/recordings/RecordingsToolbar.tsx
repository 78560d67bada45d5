import { IconColumns, IconDownload, IconStar } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { type Connection, useSettings } from '#storage/connections.ts'
import { resetColumnWidths } from '#storage/columnWidths.ts'
import type { Recording, RecordingRows } from '#api/recordings/recordings.ts'
import { settings, type TableSettings } from '#storage/settings.ts'
import { Popover } from '#ui/Popover.tsx'
import { FilterRow } from './FilterRow.tsx'
import { FindField } from './FindField.tsx'
import { Spacer } from '#ui/layout.tsx'
import { Toolbar } from '#ui/bands.tsx'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { Button } from '#ui/Button.tsx'

const BulkBar = lazy(() => import('./BulkBar.tsx').then(({ BulkBar: Bar }) => ({ default: Bar })))
const TableSettingsMenu = lazy(() => import('./TableSettingsMenu.tsx').then(({ TableSettingsMenu: Menu }) => ({ default: Menu })))
const SaveView = lazy(() => import('./SaveView.tsx').then(({ SaveView: Save }) => ({ default: Save })))

const WeightsDialog = lazy(() => import('#features/signals/WeightsDialog.tsx').then((part) => ({ default: part.WeightsDialog })))

const SelectAllMatching = lazy(() => import('./SelectAllMatching.tsx').then((part) => ({ default: part.SelectAllMatching })))

type Props = {
  connection: Connection
  searchState: RecordingsSearchState
  columns: string[]
  chosen: ReadonlyMap<string, Recording>
  list: RecordingRows | undefined
  onSelect: (rows: readonly Recording[]) => void
  onClear: () => void
  onExport: () => void
}

/** The row above the table: filters and table settings, or bulk actions while rows are selected. */
export function RecordingsToolbar({ connection, searchState, columns, chosen, list, onSelect, onClear, onExport }: Props) {
  const { recordingsTable } = useSettings()
  const rows = list?.rows ?? []
  const [isWeighing, setWeighing] = useState(false)

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
            <SaveView search={searchState.search} columns={columns} onSaved={(view) => searchState.change({ view })} />
          </Suspense>
        )}
      </Popover>
      <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={onExport}>
        Export
      </Button>
      <Popover label="Columns" icon={<IconColumns size={14} aria-hidden />}>
        {(close) => (
          <Suspense>
            <TableSettingsMenu
              tableSettings={{ ...recordingsTable, columns }}
              onChange={saveTableSettings}
              onReset={() => {
                saveTableSettings({ columns: [], compact: false, checksSharing: false })
                resetColumnWidths('recordings')
              }}
              onWeights={() => {
                close()
                setWeighing(true)
              }}
            />
          </Suspense>
        )}
      </Popover>
      {isWeighing && (
        <Suspense>
          <WeightsDialog onClose={() => setWeighing(false)} />
        </Suspense>
      )}
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
          selectMatching={
            hasMoreMatching(list, searchState, chosen) && (
              <SelectAllMatching
                key={JSON.stringify(searchState.question)}
                connection={connection}
                question={searchState.question}
                total={list?.total ?? null}
                onSelect={onSelect}
              />
            )
          }
          onClear={onClear}
          onExport={onExport}
        />
      </Toolbar>
    </Suspense>
  )
}

/** Whether all of this page are selected and others match. A server that ignores a filter would select too many. */
function hasMoreMatching(
  list: RecordingRows | undefined,
  { slice }: RecordingsSearchState,
  chosen: ReadonlyMap<string, Recording>,
): boolean {
  if (!list || list.rows.length === 0 || !list.rows.every(({ id }) => chosen.has(id))) return false
  return (list.hasMore || slice.offset > 0) && list.ignored.every((name) => name.startsWith('order'))
}
