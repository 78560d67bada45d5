import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { clearActivityLog, logActivity, type ActivityEntry, activityLogQueries } from '#storage/activityLog.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { download } from '#ui/download.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { PageError } from '#ui/PageError.tsx'
import { Pager } from '#ui/Pager.tsx'
import { ResultBody } from '#ui/ResultBody.tsx'
import { useSearch } from '#ui/useSearch.ts'
import { ActivityLogHeader } from './ActivityLogHeader.tsx'
import { ActivityFilters } from './ActivityFilters.tsx'
import { activityLogCsv, activityLogJson } from './activityLogFile.ts'
import { Row } from '#ui/layout.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import { Toolbar } from '#ui/bands.tsx'
import { findEntries, type ActivityLogSearch, activityLogSearch } from './activityLogSearch.ts'
import { ActivityTable, ActivityTableShape } from './ActivityTable.tsx'
import { entriesText, filterSentences } from './activityMessages.ts'
import { Button } from '#ui/Button.tsx'

const noFilters = { action: '', outcome: '', text: '', offset: 0 } as const

export function ActivityLogPage() {
  const connection = useConnection()
  const activityLog = useQuery(activityLogQueries.all)
  return (
    <>
      <title>Activity log · Replay Desk</title>
      <ActivityLogHeader
        projectId={connection.projectId}
        description="Actions taken in this browser, stored only here. PostHog doesn’t log them. Contains no API keys or full links."
      />
      <ResultBody
        result={activityLog}
        loading="Loading activity"
        shape={
          <>
            <LogToolbar search={activityLogSearch.defaults} total={0} matching={0} />
            <ActivityTableShape />
          </>
        }
        failure={
          <PageError
            message="This browser can’t save an activity log."
            next="Private windows and strict privacy settings block storage. Your actions aren’t logged."
            onRetry={() => void activityLog.refetch()}
          />
        }
        isEmpty={({ length }) => length === 0}
        empty={
          <EmptyState title="No activity yet">
            Sharing, revoking, deleting and exporting are logged here, including failures.
          </EmptyState>
        }
      >
        {(all) => <Entries connection={connection} all={all} />}
      </ResultBody>
    </>
  )
}

function Entries({ connection, all }: { connection: Connection; all: readonly ActivityEntry[] }) {
  const [search, change] = useSearch(activityLogSearch)
  const queryClient = useQueryClient()
  const matching = findEntries(all, search, connection)
  const slice = { limit: search.limit, offset: search.offset }
  const rows = matching.slice(slice.offset, slice.offset + slice.limit)

  async function exportAs(format: 'csv' | 'json') {
    await exportEntries(connection, matching, search, format)
    await queryClient.invalidateQueries(activityLogQueries.all)
  }

  async function clear() {
    await clearActivityLog()
    await queryClient.invalidateQueries(activityLogQueries.all)
  }

  return (
    <>
      <LogToolbar
        search={search}
        total={all.length}
        matching={matching.length}
        onFilter={(part) => change({ ...part, offset: 0 })}
        onExport={(format) => void exportAs(format)}
        onClear={() => void clear()}
      />
      {rows.length === 0 ? (
        <EmptyState
          title={matching.length === 0 ? 'No matching activity' : 'This page is past the end'}
          actions={
            <>
              <Button variant="default" onClick={() => change(noFilters)}>
                Clear filters
              </Button>
              {search.where === '' && (
                <Button variant="default" onClick={() => change({ ...noFilters, where: 'all' })}>
                  Show all projects
                </Button>
              )}
            </>
          }
        >
          The log has {entriesText(all.length)} in total.
        </EmptyState>
      ) : (
        <ScrollBox fills>
          <ActivityTable rows={rows} connection={connection} />
        </ScrollBox>
      )}
      <Pager
        slice={slice}
        rows={{ rows, total: matching.length, hasMore: slice.offset + slice.limit < matching.length, unreadable: 0 }}
        stale={false}
        onSlice={change}
      />
    </>
  )
}

type ToolbarProps = {
  search: ActivityLogSearch
  /** Numbers of entries. */
  total: number
  matching: number
  onFilter?: (part: Partial<ActivityLogSearch>) => void
  onExport?: (format: 'csv' | 'json') => void
  onClear?: () => void
}

function LogToolbar({ search, total, matching, onFilter, onExport, onClear }: ToolbarProps) {
  return (
    <Toolbar justify="space-between">
      <ActivityFilters search={search} onChange={(part) => onFilter?.(part)} />
      <Row wrap>
        <Button variant="default" disabled={matching === 0} onClick={() => onExport?.('csv')}>
          Export CSV
        </Button>
        <Button variant="default" disabled={matching === 0} onClick={() => onExport?.('json')}>
          Export JSON
        </Button>
        <ConfirmButton variant="outline" confirmLabel={`Clear ${entriesText(total)}`} onConfirm={() => onClear?.()}>
          Clear log
        </ConfirmButton>
      </Row>
    </Toolbar>
  )
}

/** Exports the entries, which adds an entry of its own. */
async function exportEntries(
  connection: Connection,
  matching: readonly ActivityEntry[],
  search: ActivityLogSearch,
  format: 'csv' | 'json',
) {
  const exportedAt = new Date().toISOString()
  const name = `activity-log-${exportedAt.slice(0, 19).replaceAll(':', '')}.${format}`
  if (format === 'csv') download(name, 'text/csv', activityLogCsv(matching))
  else
    download(
      name,
      'application/json',
      activityLogJson(matching, { exportedAt, filters: filterSentences(search, connection.projectId) }),
    )
  const detail = `Activity log, ${entriesText(matching.length)}`
  await logActivity(connection, [{ action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail }])
}
