import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { clearActivityLog, logActivity, type ActivityEntry, activityLogQueries } from '#storage/activityLog.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { download } from '#ui/download.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { PageError } from '#ui/PageError.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Pager } from '#ui/Pager.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import { useSearch } from '#ui/useSearch.ts'
import { ActivityFilters } from './ActivityFilters.tsx'
import { activityLogCsv, activityLogJson } from './activityLogFile.ts'
import classes from './ActivityLogPage.module.css'
import { findEntries, type ActivityLogSearch, activityLogSearch } from './activityLogSearch.ts'
import { ActivityTable } from './ActivityTable.tsx'
import { entriesText, filterSentences } from './activityMessages.ts'
import { Button } from '#ui/Button.tsx'

const none: ActivityEntry[] = []
const noFilters = { action: '', outcome: '', text: '', offset: 0 } as const

export function ActivityLogPage() {
  const connection = useConnection()
  const [search, change] = useSearch(activityLogSearch)
  const activityLog = useQuery(activityLogQueries.all)
  const queryClient = useQueryClient()
  const all = activityLog.data ?? none
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
      <title>Trail · Replay Desk</title>
      <PageHeader
        title="Trail"
        description="What this browser did to links, recordings and files. PostHog keeps no log of it, so this one is kept here only; it holds no key and no whole link."
      />
      {activityLog.isPending && <TableSkeleton label="The trail is being read" />}
      {activityLog.isError && (
        <PageError
          message="This browser does not let the page keep a trail."
          next="Private windows and strict settings do that. What is done here then leaves no trace in this browser."
          onRetry={() => void activityLog.refetch()}
        />
      )}
      {activityLog.data?.length === 0 && (
        <EmptyState title="Nothing was done from this browser yet">
          Sharing, revoking, deleting and exporting leave an entry here, also where they fail.
        </EmptyState>
      )}
      {all.length > 0 && (
        <>
          <div className={classes['tools']}>
            <ActivityFilters search={search} onChange={(part) => change({ ...part, offset: 0 })} />
            <div className={classes['actions']}>
              <Button variant="default" disabled={matching.length === 0} onClick={() => void exportAs('csv')}>
                Export CSV
              </Button>
              <Button variant="default" disabled={matching.length === 0} onClick={() => void exportAs('json')}>
                Export JSON
              </Button>
              <ConfirmButton
                variant="outline"
                confirmLabel={`Clear ${entriesText(all.length)} for good`}
                onConfirm={() => void clear()}
              >
                Clear the trail
              </ConfirmButton>
            </div>
          </div>
          {rows.length === 0 ? (
            <EmptyState
              title={matching.length === 0 ? 'Nothing in the trail matches' : 'The trail is not this long'}
              actions={
                <>
                  <Button variant="default" onClick={() => change(noFilters)}>
                    Clear the filters
                  </Button>
                  {search.where === '' && (
                    <Button variant="default" onClick={() => change({ ...noFilters, where: 'all' })}>
                      Show all projects
                    </Button>
                  )}
                </>
              }
            >
              The trail holds {entriesText(all.length)} in all.
            </EmptyState>
          ) : (
            <div className={classes['box']}>
              <ActivityTable rows={rows} connection={connection} />
            </div>
          )}
          <Pager
            slice={slice}
            rows={{ rows, total: matching.length, hasMore: slice.offset + slice.limit < matching.length, unreadable: 0 }}
            stale={false}
            onSlice={change}
          />
        </>
      )}
    </>
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
  const name = `trail-${exportedAt.slice(0, 19).replaceAll(':', '')}.${format}`
  if (format === 'csv') download(name, 'text/csv', activityLogCsv(matching))
  else
    download(
      name,
      'application/json',
      activityLogJson(matching, { exportedAt, filters: filterSentences(search, connection.projectId) }),
    )
  const detail = `The trail, ${entriesText(matching.length)}`
  await logActivity(connection, [{ action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail }])
}
