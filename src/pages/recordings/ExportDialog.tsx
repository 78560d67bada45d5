import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { useNow } from '#ui/useNow.ts'
import { activeFilters } from './activeFilters.ts'
import classes from './dialog.module.css'
import { type ExportFormat, useExport } from './useExport.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { dateRangeText } from './dateRanges.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

type Scope = 'page' | 'selection' | 'all'

type Props = {
  connection: Connection
  searchState: RecordingsSearchState
  page: readonly Recording[]
  chosen: readonly Recording[]
  onClose: () => void
}

export function ExportDialog({ connection, searchState, page, chosen, onClose }: Props) {
  const [scope, setScope] = useState<Scope>(chosen.length > 0 ? 'selection' : 'page')
  const [format, setFormat] = useState<ExportFormat>('csv')
  const { exporting, progress, stop } = useExport(connection)
  const now = useNow(500)
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
  return (
    <Dialog title="Export recordings" onClose={() => (stop(), onClose())}>
      {(close) => (
        <>
          <div className={classes['choices']}>
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
          </div>
          <p className={classes['note']}>
            {scope === 'all'
              ? `Fetches every page (100 rows per request), within your rate limit. ${filters.join(', ')}.`
              : scope === 'page'
                ? 'Exports the rows on this page.'
                : 'Exports the selected rows.'}{' '}
            Host, project, filters and coverage are included.
          </p>
          <p className={classes['progress']} role="status">
            {progress &&
              `${formatNumber(progress.rows.length)} rows so far. ${progress.phase.kind === 'waiting' ? waitMessage(progress.phase, now) : ''}`}
            {exporting.data &&
              `${formatNumber(exporting.data.rows)} ${exporting.data.rows === 1 ? 'row' : 'rows'} exported${exporting.data.why ? `, incomplete: ${exporting.data.why}` : ''}.`}
          </p>
          <div className={classes['buttons']}>
            <Button
              loading={exporting.isPending}
              onClick={() =>
                exporting.mutate({
                  scope: scope === 'all' ? { question } : { rows: scope === 'page' ? page : chosen },
                  format,
                  filters: scope === 'selection' ? ['Selected manually'] : filters,
                })
              }
            >
              Export
            </Button>
            {exporting.isPending && (
              <Button variant="default" onClick={stop}>
                Stop and keep rows so far
              </Button>
            )}
            <Button variant="default" onClick={close}>
              Close
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
