import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import type { RecordingOrder } from '#api/recordings/recordingFilters.ts'
import { countedDays, type RecordingsByDay } from '#api/recordings/recordingsByDay.ts'
import { waitText } from '#lib/duration.ts'
import { counted, formatNumber, formatPercent } from '#lib/format.ts'
import { formatDate, formatDay } from '#lib/instant.ts'
import { paths } from '#lib/paths.ts'
import type { Connection } from '#storage/connections.ts'
import type { ChartData } from '#ui/chartData.ts'
import { Row, Text } from '#ui/layout.tsx'
import { Card, CardBody, Headline } from '../Card.tsx'
import { fillDays } from '../fillDays.ts'
import { overviewQueries } from '../overviewQueries.ts'

const Chart = lazy(() => import('#ui/Chart.tsx').then((part) => ({ default: part.Chart })))

const height = 180

const scoreColumns = 'start_time,person,duration,activity,score,start_url'

type Props = { connection: Connection; now: number }

export function RecordingsCard({ connection, now }: Props) {
  const query = useQuery(overviewQueries.recordings(connection))
  const to = paths.recordings(connection.projectId, { date_from: `-${countedDays}d` })
  return (
    <Card title="Recordings per day" to={to} updatedAt={query.dataUpdatedAt} now={now} wide>
      <CardBody query={query} loading="Loading recordings" height={height + 80}>
        {(data) => <Body data={data} connection={connection} now={query.dataUpdatedAt} />}
      </CardBody>
    </Card>
  )
}

function Body({ data, connection: { projectId, zone }, now }: { data: RecordingsByDay; connection: Connection; now: number }) {
  const navigate = useNavigate()
  const days = useMemo(() => daysOf(data, zone, now), [data, zone, now])
  const chart = useMemo(() => chartOf(days), [days])
  const total = days.reduce((sum, { recordings }) => sum + recordings, 0)
  const failing = days.reduce((sum, one) => sum + one.failing, 0)
  const active = days.reduce((sum, { activeSeconds }) => sum + activeSeconds, 0)
  if (total === 0) return <Text size="sm">No recordings in the last {countedDays} days.</Text>
  const range = (first: number, last: number, more: Record<string, string> = {}) =>
    paths.recordings(projectId, { date_from: days[first]?.day ?? '', date_to: days[last]?.day ?? '', ...more })
  const next = (order: RecordingOrder | 'score', name: string, more: Record<string, string> = {}) => (
    <Link to={paths.recordings(projectId, { date_from: '-7d', order, ...more })}>{name}</Link>
  )
  const withErrors = range(0, days.length - 1, { console_errors: '1' })
  return (
    <>
      <Headline value={formatNumber(total)}>
        {data.source === 'sql' ? `recordings in ${countedDays} days` : 'newest recordings'}, {formatPercent(failing / total)}{' '}
        <Link to={withErrors}>with errors</Link>, {waitText(active)} active
      </Headline>
      <Suspense fallback={<div style={{ height: height + 24 }} />}>
        <Chart
          label="Recordings per day"
          data={chart}
          height={height}
          onSelect={(first, last) => void navigate(range(first, last))}
        />
      </Suspense>
      <Row gap="4px 16px" wrap justify="space-between" size="xs">
        <Text as="span" tone="dimmed">
          Click a day, or drag over several, to open their recordings.
        </Text>
        <span>
          Watch next: {data.source === 'sql' && <>{next('score', 'highest score', { columns: scoreColumns })}, </>}
          {next('console_error_count', 'most errors')}, {next('active_seconds', 'most active')},{' '}
          {next('click_count', 'most clicks')}
        </span>
      </Row>
      {data.source === 'list' && <ListNotice data={data} />}
    </>
  )
}

function ListNotice({ data: { missing, isCut, days } }: { data: RecordingsByDay }) {
  const oldest = days[0]?.day
  const what =
    isCut && oldest
      ? `Counts the newest ${formatNumber(days.reduce((sum, { recordings }) => sum + recordings, 0))} recordings, back to ${formatDate(oldest, null)}, and console errors only.`
      : 'Counts console errors only.'
  return (
    <Text size="xs" tone="dimmed">
      {what}{' '}
      {missing === 'scope'
        ? `With the scope query:read, the key would count every recording of ${counted(countedDays, 'day')} and exceptions.`
        : 'This server’s SQL has no table of recordings to count them all.'}
    </Text>
  )
}

function daysOf({ days, isCut }: RecordingsByDay, zone: string | null, now: number) {
  return fillDays(days, { count: countedDays, zone, now, isCut }, (day) => ({ day, recordings: 0, failing: 0, activeSeconds: 0 }))
}

function chartOf(days: ReturnType<typeof daysOf>): ChartData {
  return {
    kind: 'stacked',
    labelAt: (index) => formatDate(days[index]?.day ?? 0, null),
    shortLabelAt: (index) => formatDay(days[index]?.day ?? 0, null),
    series: [
      { name: 'With errors', tone: 'warning', values: days.map(({ failing }) => failing) },
      { name: 'Without errors', tone: 'accent', values: days.map(({ recordings, failing }) => recordings - failing) },
      { name: 'Active', isHidden: true, values: days.map(({ activeSeconds }) => activeSeconds), format: waitText },
    ],
  }
}
