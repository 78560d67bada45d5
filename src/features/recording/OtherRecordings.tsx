import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { type Recording, recordingQueries } from '#api/recordings/recordings.ts'
import type { RecordingFilters } from '#api/recordings/recordingFilters.ts'
import { clockDuration } from '#lib/duration.ts'
import { exactTimes, relativeTime } from '#lib/instant.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import { cutText } from '#lib/cutText.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Text } from '#ui/layout.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import { LineList } from '#ui/LineList.tsx'
import classes from './OtherRecordings.module.css'
import { personRecordingsPath } from './personFilter.ts'
import { paths } from '#lib/paths.ts'

const slice = { limit: 10, offset: 0 }

type Props = {
  connection: Connection
  id: string
  question: RecordingFilters
  now: number
  /** Link target of a recording; its own page by default. */
  hrefOf?: ((id: string) => string) | undefined
}

/** Lists the newest other recordings of the same person. Requests them when mounted. */
export function OtherRecordings({ connection, id, question, now, hrefOf }: Props) {
  const { state } = useLocation()
  const list = useQuery(recordingQueries.list(connection, slice, question))
  if (list.isPending)
    return (
      <Text size="sm" tone="dimmed">
        Loading recordings…
      </Text>
    )
  if (list.data === undefined) {
    return (
      <Text size="sm" tone="dimmed" role="alert">
        {asApiError(list.error).message} <TextButton onClick={() => void list.refetch()}>Try again</TextButton>
      </Text>
    )
  }
  const others = list.data.rows.filter((row) => row.id !== id)
  if (list.data.ignored.some((name) => name === 'person_uuid' || name === 'distinct_ids')) {
    return (
      <Text size="sm" tone="dimmed">
        This server can’t list recordings by person.
      </Text>
    )
  }
  if (others.length === 0)
    return (
      <Text size="sm" tone="dimmed">
        No other recordings of this person.
      </Text>
    )
  return (
    <>
      <LineList className={classes['list']}>
        {others.map((row) => (
          <li key={row.id}>
            <Link to={hrefOf?.(row.id) ?? paths.recording(connection.projectId, row.id)} state={state} className={classes['row']}>
              <Row row={row} zone={connection.zone} now={now} />
            </Link>
          </li>
        ))}
      </LineList>
      {list.data.hasMore && (
        <Text size="sm" tone="dimmed">
          Showing the newest. <Link to={personRecordingsPath(connection.projectId, question)}>Show all</Link>
        </Text>
      )}
    </>
  )
}

function Row({ row, zone, now }: { row: Recording; zone: string | null; now: number }) {
  const { startTime, recordingDuration, startUrl, id } = row
  return (
    <>
      <Text as="span" strong title={startTime ? exactTimes(startTime, zone).join('\n') : id}>
        {startTime ? relativeTime(startTime, now) : 'Start unknown'}
      </Text>
      <Text as="span" tone="dimmed" cut>
        {startUrl ? <bdi>{cutText(shortUrl(startUrl), 200)}</bdi> : <EmptyValue meaning="Start URL unknown" unknown />}
      </Text>
      <span>
        {recordingDuration === null ? <EmptyValue meaning="Duration unknown" unknown /> : clockDuration(recordingDuration)}
      </span>
    </>
  )
}
