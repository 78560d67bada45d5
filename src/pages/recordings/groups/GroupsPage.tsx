import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { accountQueries } from '#api/account/account.ts'
import { useCapabilities } from '#api/capabilities.ts'
import { asApiError } from '#api/http/errors.ts'
import { defaultFilters } from '#api/recordings/recordingFilters.ts'
import { maxGroups, type SessionGroup, sessionGroupsQuery } from '#api/recordings/sessionGroups.ts'
import { MissingScopes } from '#features/connection/MissingScopes.tsx'
import { isKnownToLack } from '#features/connection/scopes.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { Failure } from '#features/failure/Failure.tsx'
import { paths } from '#lib/paths.ts'
import { searchReader } from '#lib/searchParams.ts'
import type { Connection } from '#storage/connections.ts'
import { Button } from '#ui/Button.tsx'
import { BusyBar } from '#ui/BusyBar.tsx'
import { Notice, Toolbar } from '#ui/bands.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Refresh } from '#ui/Refresh.tsx'
import { ResultBody } from '#ui/ResultBody.tsx'
import { useNow } from '#ui/useNow.ts'
import { useSearch } from '#ui/useSearch.ts'
import { DateRange } from '../DateRange.tsx'
import { dateRangeText } from '../dateRanges.ts'
import { rangeSearch, readDate } from '../recordingsSearch.ts'
import { GroupsTable, GroupsTableShape } from './GroupsTable.tsx'

const groupsSearch = searchReader({
  date_from: (value) => readDate(value, defaultFilters.dateFrom),
  date_to: (value) => readDate(value, ''),
})

const lacksSql = 'The key lacks query:read. Add it to the key in PostHog under Settings > Personal API keys.'

/** The groups of a date range, or why the key gets none, which sends no query. */
function useGroups(connection: Connection, dateFrom: string, dateTo: string) {
  const key = useQuery({ ...accountQueries.key(connection), retry: false })
  const { refusesSql } = useCapabilities(connection)
  const refusal = key.data && isKnownToLack(key.data.scopes, 'query:read') ? lacksSql : refusesSql
  const groups = useQuery({
    ...sessionGroupsQuery(connection, { dateFrom, dateTo }),
    enabled: !key.isPending && refusal === undefined,
  })
  return { groups, refusal }
}

/** Recordings in which the same happened, so that one of them is watched and the others are marked. */
export function GroupsPage() {
  const connection = useConnection()
  const now = useNow(30_000)
  const [search, change] = useSearch(groupsSearch)
  const { groups, refusal } = useGroups(connection, search.date_from, search.date_to)
  const range = dateRangeText(search.date_from, search.date_to)
  const isUpdating = groups.isFetching && !groups.isPending
  const refresh = () => void groups.refetch()
  return (
    <>
      <title>{`Groups · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <PageHeader
        title="Groups"
        description={
          <>
            Recordings {range} with the same exception fingerprint, or with rage clicks on the same text on the same page. Path
            parts with a digit count as “:id”.{' '}
            <Link to={paths.recordings(connection.projectId, rangeSearch(search))}>Back to the table</Link>
          </>
        }
        actions={
          refusal === undefined && <Refresh updatedAt={groups.dataUpdatedAt} now={now} busy={isUpdating} onRefresh={refresh} />
        }
      />
      <Toolbar>
        <DateRange search={search} onChange={change} />
      </Toolbar>
      <MissingScopes connection={connection} effects={{ 'session_recording:write': 'recordings can’t be marked as viewed' }} />
      {groups.data && <Coverage groups={groups.data} />}
      <BusyBar busy={isUpdating} />
      {refusal !== undefined ? (
        <EmptyState title="Groups need SQL">{refusal}</EmptyState>
      ) : (
        <ResultBody
          result={groups}
          loading="Loading groups"
          shape={<GroupsTableShape />}
          failure={groups.error && <Failure error={asApiError(groups.error)} onRetry={refresh} />}
          isEmpty={(found) => found.length === 0}
          empty={<NoGroups range={range} onWiden={() => change({ date_from: '-30d', date_to: '' })} />}
        >
          {(found) => <GroupsTable connection={connection} groups={found} />}
        </ResultBody>
      )}
    </>
  )
}

/** What the groups leave out. */
function Coverage({ groups }: { groups: readonly SessionGroup[] }) {
  const hasMost = (kind: SessionGroup['kind']) => groups.filter((group) => group.kind === kind).length >= maxGroups
  return (
    <>
      {groups.some(({ newest }) => newest.startedAt === null) && (
        <Notice role="status">
          This server has no SQL table of recordings. Groups may count sessions that weren’t recorded, and Watch starts at the
          beginning.
        </Notice>
      )}
      {(hasMost('exception') || hasMost('rage click')) && (
        <Notice role="status">{`Only the ${maxGroups} largest groups of each kind are listed.`}</Notice>
      )}
    </>
  )
}

function NoGroups({ range, onWiden }: { range: string; onWiden: () => void }) {
  return (
    <EmptyState title="No groups" actions={<Button onClick={onWiden}>Show last 30 days</Button>}>
      {`No two recordings ${range} share an exception or a rage click.`}
    </EmptyState>
  )
}
