import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { counted, formatNumber } from '#lib/format.ts'
import { knownSignals } from '#features/signals/signalsOfRows.ts'
import { activeFilters } from './activeFilters.ts'
import { dateRangeText } from './dateRanges.ts'
import { Stack, Text } from '#ui/layout.tsx'
import { columnNames } from './columns.tsx'
import { exportedColumns } from './exportSignals.ts'
import { startExport } from './exportAll.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { type ExportFormat, writeExport } from './writeExport.ts'

type Scope = 'page' | 'selection' | 'all'

type Props = {
  connection: Connection
  searchState: RecordingsSearchState
  page: readonly Recording[]
  chosen: readonly Recording[]
  /** Of the table. */
  columns: readonly string[]
  onClose: () => void
}

export function ExportDialog({ connection, searchState, page, chosen, columns, onClose }: Props) {
  const [scope, setScope] = useState<Scope>(chosen.length > 0 ? 'selection' : 'page')
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [exportedRows, setExportedRows] = useState<number | null>(null)
  const { search, question } = searchState

  const filters = [
    `Started ${dateRangeText(search.date_from, search.date_to)}`,
    ...activeFilters(search).flatMap(({ name, label }) => (name === 'date_from' ? [] : [label])),
  ]
  const scopes = [
    { value: 'page' as const, label: `This page (${formatNumber(page.length)})` },
    ...(chosen.length > 0 ? [{ value: 'selection' as const, label: `Selection (${formatNumber(chosen.length)})` }] : []),
    { value: 'all' as const, label: 'All matching' },
  ]

  const signalColumns = exportedColumns(columns)
  const signalHeaders = columnNames
    .flatMap(({ id, header }) => (signalColumns.includes(id) ? [header.toLowerCase()] : []))
    .join(', ')

  async function exportLoaded() {
    const rows = scope === 'page' ? page : chosen
    const ids = rows.map(({ id }) => id)
    const known = signalColumns.length === 0 ? new Map<string, never>() : await knownSignals(connection, ids)
    const signals = { columns: signalColumns, known }
    writeExport(connection, rows, { format, filters: scope === 'page' ? filters : ['Selected manually'], why: null, signals })
    setExportedRows(rows.length)
  }

  return (
    <Dialog title="Export recordings" onClose={onClose}>
      {(close) => (
        <Stack gap={12}>
          <Stack>
            <SegmentedControl label="What to export" options={scopes} value={scope} onChange={setScope} wide />
            <SegmentedControl
              label="Format"
              options={[
                { value: 'csv', label: 'CSV' },
                { value: 'json', label: 'JSON' },
              ]}
              value={format}
              onChange={setFormat}
              wide
            />
          </Stack>
          <Text size="xs" tone="dimmed">
            {scope === 'all'
              ? `Fetches every page (100 rows per request), within your rate limit. ${filters.join(', ')}.`
              : scope === 'page'
                ? 'Exports the rows on this page.'
                : 'Exports the selected rows.'}{' '}
            Host, project, filters and coverage are included.
            {signalHeaders !== '' &&
              (scope === 'all'
                ? ` Also fetches ${signalHeaders}: one query per 100 rows.`
                : ` So are ${signalHeaders} where known.`)}
          </Text>
          <Text size="sm" numeric role="status">
            {exportedRows !== null && `${counted(exportedRows, 'row')} exported.`}
          </Text>
          <DialogActions>
            <Button variant="default" onClick={close}>
              Close
            </Button>
            <Button
              onClick={() => {
                if (scope !== 'all') return void exportLoaded()
                close()
                startExport({ connection, question, format, filters, columns: signalColumns })
              }}
            >
              Export
            </Button>
          </DialogActions>
        </Stack>
      )}
    </Dialog>
  )
}
