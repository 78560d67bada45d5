import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useLocation } from 'react-router-dom'
import { paths } from '#lib/paths.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { isHalfFree } from '#api/rateLimit/acquire.ts'
import { type Connection, isSqlRefused, useSettings } from '#storage/connections.ts'
import { type Recording, recordingQueries, type RecordingRows } from '#api/recordings/recordings.ts'
import { knownPersonName } from '#api/recordings/personName.ts'
import { nextSlice, type Slice } from '#lib/slice.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { BusyBar } from '#ui/BusyBar.tsx'
import { optional } from '#ui/optional.ts'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Pager } from '#ui/Pager.tsx'
import { Refresh } from '#ui/Refresh.tsx'
import { useIsNarrow } from '#ui/TableFrame.tsx'
import { useNow } from '#ui/useNow.ts'
import { useRowSelection, useSelection } from '#ui/useSelection.ts'
import { chooseColumns, commonHostOf, signalColumns } from './columns.tsx'
import { DemoTour } from '#features/demoTour/DemoTour.tsx'
import { FilterChips } from './FilterChips.tsx'
import { orderNames } from './orderNames.ts'
import { openIdOf } from './openRow.ts'
import { RecordingsBody } from './RecordingsBody.tsx'
import { RecordingsToolbar } from './RecordingsToolbar.tsx'
import { droppedParameters, rangeSearch } from './recordingsSearch.ts'
import { type RecordingsSearchState, useRecordingsSearch } from './useRecordingsSearch.ts'
import { dateRangeText } from './dateRanges.ts'

const ExportDialog = lazy(() => import('./ExportDialog.tsx').then(({ ExportDialog: Dialog }) => ({ default: Dialog })))
const ViewTabs = optional(() => import('./ViewTabs.tsx').then((part) => part.ViewTabs))
const MissingScopes = optional(() => import('#features/connection/MissingScopes.tsx').then((part) => part.MissingScopes))
const ListNotices = optional(() => import('./ListNotices.tsx').then((part) => part.ListNotices))
const PageSignals = optional(() => import('./ActivityCell.tsx').then((part) => part.PageSignals))
const RetryNotice = lazy(() =>
  import('#features/failure/RetryNotice.tsx').then(({ RetryNotice: Notice }) => ({ default: Notice })),
)
const OpenRecording = lazy(() => import('./OpenRecording.tsx').then(({ OpenRecording: Open }) => ({ default: Open })))

const noRows: Recording[] = []

function idOf({ id }: Recording): string {
  return id
}

function requestedIds(count: number, { offset, limit }: Slice): number {
  return Math.max(0, Math.min(limit, count - offset))
}

/** Whether there is something to say of a list. */
function isSpecial(answer: RecordingRows | undefined, idCount: number): boolean {
  if (!answer) return false
  return answer.ignored.length > 0 || answer.unreadable > 0 || answer.found !== undefined || answer.rows.length < idCount
}

function nameOfPerson(rows: readonly Recording[], uuid: string): string | null {
  const row = rows.find(({ person }) => uuid !== '' && person?.uuid === uuid)
  return row ? knownPersonName(row.person, row.distinctId) : null
}

const selectLabel = ({ id }: Recording) => `Select recording ${id}`

/** One slice of the list, and how to load the next one before it is asked for. */
function useRecordingsList(connection: Connection, { slice, question, isIdListMissing }: RecordingsSearchState) {
  const queryClient = useQueryClient()
  const { loadsAhead } = useSettings()
  const list = useQuery({
    ...recordingQueries.list(connection, slice, question),
    enabled: !isIdListMissing,
    placeholderData: (rows) => rows, // old rows stay while the next page loads; ProjectFrame remounts for another project
  })
  return {
    list,
    rows: list.data?.rows ?? noRows,
    /** Not the rows of another slice. */
    answer: list.isPlaceholderData ? undefined : list.data,
    loadAhead: (next: Slice) => {
      if (!loadsAhead || !isHalfFree(connection, '/session_recordings/')) return
      void queryClient.prefetchQuery(recordingQueries.list(connection, next, question))
    },
  }
}

/** The columns, and what their cells need besides the row; stable, because rows are memoized. */
function useRecordingsTable(connection: Connection, columnsInUrl: string, rows: readonly Recording[], now: number) {
  const { columns: chosen, checksSharing } = useSettings().recordingsTable
  const { zone, projectId } = connection
  const commonHost = useMemo(() => commonHostOf(rows), [rows])
  const key = columnsInUrl || chosen.join()
  const withoutSignals = useIsNarrow() || isSqlRefused(connection, now)
  const columns = useMemo(() => chooseColumns(key.split(','), withoutSignals), [key, withoutSignals])
  const context = useMemo(
    () => ({ zone, now, projectId, commonHost, checksSharing }),
    [zone, projectId, now, commonHost, checksSharing],
  )
  return { columns, columnIds: columns.map(({ id }) => id), context }
}

export function RecordingsPage() {
  const connection = useConnection()
  const searchState = useRecordingsSearch()
  const { search, slice } = searchState
  const now = useNow(30_000)
  const [exportOpen, setExportOpen] = useState(false)
  const { compact } = useSettings().recordingsTable
  const { chosen, toggle, toggleAll, clear } = useSelection(idOf)
  const { list, rows, answer, loadAhead } = useRecordingsList(connection, searchState)
  const { columns, columnIds, context } = useRecordingsTable(connection, search.columns, rows, now)
  const openId = openIdOf(search.open, rows, list.isPlaceholderData)
  const selection = useRowSelection({ chosen, toggle, toggleAll }, selectLabel)
  return (
    <>
      <Header connection={connection} searchState={searchState} list={list} columnIds={columnIds} now={now} />
      {connection.id === 'demo' && <DemoTour projectId={connection.projectId} />}
      <RecordingsToolbar
        connection={connection}
        searchState={searchState}
        columns={columnIds}
        chosen={chosen}
        list={list.data}
        onSelect={(some) => toggleAll(some, true)}
        onClear={clear}
        onExport={() => setExportOpen(true)}
      />
      <FilterChips connection={connection} searchState={searchState} personName={nameOfPerson(rows, search.person_uuid)} />
      <Notices connection={connection} searchState={searchState} list={list} answer={answer} />
      {answer && columnIds.some((id) => signalColumns.has(id)) && (
        <Suspense>
          <PageSignals connection={connection} rows={answer.rows} updatedAt={list.dataUpdatedAt} />
        </Suspense>
      )}
      <BusyBar busy={list.isFetching && !list.isPending} />
      <RecordingsBody
        searchState={searchState}
        list={list}
        columns={columns}
        context={context}
        selection={selection}
        openId={openId}
        onOpen={({ id }) => searchState.change({ open: id })}
        compact={compact}
        onLastRows={list.data?.hasMore ? () => loadAhead(nextSlice(slice)) : undefined}
      />
      <Pager slice={slice} rows={list.data} stale={list.isPlaceholderData} onSlice={searchState.setSlice} onIntent={loadAhead} />
      {openId !== null && (
        <Suspense>
          <OpenRecording connection={connection} id={openId} list={list.data} searchState={searchState} />
        </Suspense>
      )}
      {exportOpen && (
        <Suspense>
          <ExportDialog
            connection={connection}
            searchState={searchState}
            page={rows}
            chosen={[...chosen.values()]}
            columns={columnIds}
            onClose={() => setExportOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

type ListProps = { connection: Connection; searchState: RecordingsSearchState; list: UseQueryResult<RecordingRows> }

function Header({ connection, searchState, list, columnIds, now }: ListProps & { columnIds: string[]; now: number }) {
  const { search } = searchState
  const { projectId, projectName } = connection
  const hasViews = useSettings().views.length > 0
  const address = useLocation().search
  return (
    <>
      <title>{`Recordings · ${projectName ?? `Project ${projectId}`} · Replay Desk`}</title>
      <PageHeader
        title="Recordings"
        description={`Sessions started ${dateRangeText(search.date_from, search.date_to)}, ${orderNames[search.order][search.direction]}.`}
        beside={
          hasViews && (
            <Suspense>
              <ViewTabs searchState={searchState} columns={columnIds} />
            </Suspense>
          )
        }
        actions={
          <>
            <Refresh
              updatedAt={list.dataUpdatedAt}
              now={now}
              busy={list.isFetching && !list.isPlaceholderData && !list.isPending}
              onRefresh={() => void list.refetch()}
            />
            <ButtonLink to={paths.groups(projectId, rangeSearch(search))} variant="default">
              Groups
            </ButtonLink>
            {list.data && list.data.rows.length > 0 && (
              <ButtonLink to={paths.triage(projectId, address)} variant="default">
                Triage
              </ButtonLink>
            )}
          </>
        }
      />
    </>
  )
}

/** What the key can't do, how the list differs from the link, and that it is asked for again. */
function Notices({ connection, searchState, list, answer }: ListProps & { answer: RecordingRows | undefined }) {
  const { question, slice } = searchState
  const address = useLocation().search
  const dropped = useMemo(() => droppedParameters(new URLSearchParams(address)), [address])
  const idCount = requestedIds(answer?.found ? (answer.total ?? 0) : question.ids.length, slice)
  return (
    <Suspense>
      <MissingScopes
        connection={connection}
        effects={{ 'session_recording:write': 'recordings can’t be deleted or marked as viewed' }}
      />
      {(dropped.length > 0 || isSpecial(answer, idCount)) && (
        <ListNotices answer={answer} requestedIds={idCount} question={question} dropped={dropped} />
      )}
      {list.isFetching && list.failureCount > 0 && <RetryNotice reason={list.failureReason} failures={list.failureCount} />}
    </Suspense>
  )
}
