import { ActionIcon } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { recordingQueries } from '#api/recordings.ts'
import { recordingOrders } from '#api/recordingsQuestion.ts'
import { useAt } from '#features/connection/useAt.ts'
import { RetryNotice } from '#features/failure/RetryNotice.tsx'
import { relativeTime } from '#lib/instant.ts'
import { BusyBar } from '#ui/BusyBar.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Pager } from '#ui/Pager.tsx'
import { Segments } from '#ui/Segments.tsx'
import { Select } from '#ui/Select.tsx'
import { useNow } from '#ui/useNow.ts'
import { orderNames } from './orderNames.ts'
import { RecordingsBody } from './RecordingsBody.tsx'
import classes from './RecordingsPage.module.css'
import { useRecordingsSearch, windows } from './useRecordingsSearch.ts'

/** The recordings of a project, a slice at a time. */
export function RecordingsPage() {
  const at = useAt()
  const search = useRecordingsSearch()
  const { slice, question, window } = search
  const now = useNow(30_000)
  const list = useQuery({
    ...recordingQueries.list(at, slice, question),
    placeholderData: (rows) => rows, // old rows stay while the next ones travel; ProjectFrame remounts for another project
  })
  const rows = list.data

  return (
    <>
      <title>{`Recordings · ${at.projectName ?? `Project ${at.projectId}`} · Replay Desk`}</title>
      <PageHeader
        title="Recordings"
        sentence={`Sessions that started in ${window.words}, ${orderNames[question.order].first}.`}
        actions={
          <>
            {list.dataUpdatedAt > 0 && (
              <span className={classes['asOf']}>Asked {relativeTime(new Date(list.dataUpdatedAt), now)}</span>
            )}
            <ActionIcon
              variant="default"
              aria-label="Refresh"
              title="Ask the server again"
              loading={list.isFetching && !list.isPlaceholderData && !list.isPending}
              onClick={() => void list.refetch()}
            >
              <IconRefresh size={16} aria-hidden />
            </ActionIcon>
          </>
        }
      />
      <div className={classes['filters']}>
        <Segments
          label="Started in the last"
          value={question.dateFrom}
          onChange={search.setDateFrom}
          options={windows.map(({ dateFrom, short }) => ({ value: dateFrom, label: short }))}
        />
        <label className={classes['order']} htmlFor="order">
          Order by
          <Select
            id="order"
            options={recordingOrders.map((order) => ({ value: order, label: orderNames[order].name }))}
            value={question.order}
            onChange={search.setOrder}
          />
        </label>
        {rows && rows.unreadable > 0 && !list.isPlaceholderData && (
          <p className={classes['unreadable']} role="status">
            {rows.unreadable === 1 ? '1 row could not be read.' : `${rows.unreadable} rows could not be read.`}
          </p>
        )}
      </div>
      <BusyBar busy={list.isFetching && !list.isPending} />
      {list.isFetching && list.failureCount > 0 && <RetryNotice reason={list.failureReason} failures={list.failureCount} />}
      <RecordingsBody search={search} list={list} context={{ zone: at.zone, now }} />
      <Pager slice={slice} rows={rows} stale={list.isPlaceholderData} onSlice={search.setSlice} />
    </>
  )
}
