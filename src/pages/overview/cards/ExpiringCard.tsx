import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { expiryDays, type ExpiringRecordings, listedRows } from '#api/recordings/expiringRecordings.ts'
import { formatNumber } from '#lib/format.ts'
import { formatDate, formatDay } from '#lib/instant.ts'
import { paths } from '#lib/paths.ts'
import type { Connection } from '#storage/connections.ts'
import type { ChartData } from '#ui/chartData.ts'
import { Text } from '#ui/layout.tsx'
import { Card, CardBody, Headline } from '../Card.tsx'
import { overviewQueries } from '../overviewQueries.ts'

const Chart = lazy(() => import('#ui/Chart.tsx').then((part) => ({ default: part.Chart })))

const height = 120
const dayMs = 86_400_000

type Props = { connection: Connection; now: number }

export function ExpiringCard({ connection, now }: Props) {
  const query = useQuery(overviewQueries.expiring(connection))
  const { from, to } = query.data ?? {}
  const filter: Record<string, string> =
    from && to ? { date_from: toMinute(from, 0), date_to: toMinute(to, 60_000) } : { date_from: '-1y' }
  return (
    <Card
      title="Expiring recordings"
      to={paths.recordings(connection.projectId, { ...filter, order: 'start_time', direction: 'ASC' })}
      updatedAt={query.dataUpdatedAt}
      now={now}
    >
      <CardBody query={query} loading="Loading expiring recordings" height={height + 60}>
        {(data) => <Expiring data={data} zone={connection.zone} at={query.dataUpdatedAt} />}
      </CardBody>
    </Card>
  )
}

/** "2026-11-30T13:05:00Z", as the date fields of the list show it. */
function toMinute(iso: string, addMs: number): string {
  return `${new Date(Date.parse(iso) + addMs).toISOString().slice(0, 16)}:00Z`
}

function Expiring({ data, zone, at }: { data: ExpiringRecordings; zone: string | null; at: number }) {
  const { isSupported, days, isCut } = data
  const chart = useMemo(() => chartOf(days, zone, at), [days, zone, at])
  if (!isSupported) {
    return (
      <Text size="sm" tone="dimmed">
        This server doesn’t say when recordings expire.
      </Text>
    )
  }
  const total = days.reduce((sum, count) => sum + count, 0)
  if (total === 0) {
    const which = isCut ? `None of the ${listedRows} oldest recordings` : 'No recording'
    return <Text size="sm">{`${which} expires in the next ${expiryDays} days.`}</Text>
  }
  return (
    <>
      <Headline value={`${formatNumber(total)}${isCut ? '+' : ''}`}>recordings expire in the next {expiryDays} days</Headline>
      <Suspense fallback={<div style={{ height: height + 24 }} />}>
        <Chart label="Recordings that expire" data={chart} height={height} />
      </Suspense>
      {isCut && (
        <Text size="xs" tone="dimmed">
          Counts only the {listedRows} oldest recordings.
        </Text>
      )}
    </>
  )
}

function chartOf(days: readonly number[], zone: string | null, at: number): ChartData {
  return {
    kind: 'bars',
    labelAt: (index) => formatDate(at + index * dayMs, zone),
    shortLabelAt: (index) => formatDay(at + index * dayMs, zone),
    series: [{ name: 'Expiring', tone: 'accent', values: days }],
  }
}
