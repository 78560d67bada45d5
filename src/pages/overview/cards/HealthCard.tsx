import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { captureDays } from '#api/recordings/captureRates.ts'
import { counted, formatNumber, formatPercent } from '#lib/format.ts'
import { formatDate, formatDay } from '#lib/instant.ts'
import { paths } from '#lib/paths.ts'
import type { Connection } from '#storage/connections.ts'
import type { ChartData } from '#ui/chartData.ts'
import { Disclosure } from '#ui/Disclosure.tsx'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { PlainTable } from '#ui/PlainTable.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { Card, CardBody, Headline } from '../Card.tsx'
import { type CaptureHealth, type Dip, type Evidence, ratioOf, reasonText } from '../captureHealth.ts'
import { fillDays } from '../fillDays.ts'
import { overviewQueries } from '../overviewQueries.ts'

const Chart = lazy(() => import('#ui/Chart.tsx').then((part) => ({ default: part.Chart })))

const height = 140

type Props = { connection: Connection; now: number }

export function HealthCard({ connection, now }: Props) {
  const query = useQuery(overviewQueries.capture(connection))
  const to = paths.recordings(connection.projectId, { date_from: `-${captureDays}d` })
  return (
    <Card title="Recording health" to={to} updatedAt={query.dataUpdatedAt} now={now} wide>
      <CardBody query={query} loading="Loading recording health" height={height + 100}>
        {(data) =>
          data.missing === null ? (
            <Health data={data} zone={connection.zone} now={query.dataUpdatedAt} />
          ) : (
            <Text size="sm" tone="dimmed">
              {data.missing === 'scope'
                ? 'With the scope query:read, the key would show how many sessions are recorded, and why others are not.'
                : 'This server’s SQL has no table of recordings to compare sessions with.'}
            </Text>
          )
        }
      </CardBody>
    </Card>
  )
}

function Health({ data, zone, now }: { data: CaptureHealth; zone: string | null; now: number }) {
  const { dip, evidence } = data
  const days = useMemo(
    () => fillDays(data.days, { count: captureDays, zone, now }, (day) => ({ day, seen: 0, recorded: 0 })),
    [data.days, zone, now],
  )
  const chart = useMemo(() => chartOf(days), [days])
  const seen = days.reduce((sum, one) => sum + one.seen, 0)
  if (seen === 0) return <Text size="sm">No sessions with page views in the last {captureDays} days.</Text>
  const recorded = days.reduce((sum, one) => sum + one.recorded, 0)
  return (
    <>
      {dip ? (
        <DipLine dip={dip} />
      ) : (
        <Headline value={formatPercent(recorded / seen)}>
          of {formatNumber(seen)} sessions were recorded in {captureDays} days
        </Headline>
      )}
      <Suspense fallback={<div style={{ height: height + 24 }} />}>
        <Chart label="Sessions recorded per day" data={chart} height={height} />
      </Suspense>
      <Disclosure
        title={dip ? `Reasons ${dip.to === null ? 'since' : 'from'} ${formatDay(dip.from, null)}` : 'Reasons by host and SDK'}
        inline
      >
        {() => <EvidenceTable evidence={evidence} />}
      </Disclosure>
    </>
  )
}

function DipLine({ dip: { from, to, ratio, usual } }: { dip: Dip }) {
  const when = to === null ? `Since ${formatDay(from, null)}` : `From ${formatDay(from, null)} to ${formatDay(to, null)}`
  return (
    <Row gap={8} align="baseline" tone="warning" size="sm" role="status">
      <IconAlertTriangle size={14} aria-hidden />
      <span>
        {when} only <b>{formatPercent(ratio)}</b> of sessions {to === null ? 'are' : 'were'} recorded, usually{' '}
        {formatPercent(usual)}.
      </span>
    </Row>
  )
}

const columns = [{ header: 'Host' }, { header: 'SDK' }, { header: 'Reason' }, { header: 'Sessions' }, { header: 'Recorded' }]

function EvidenceTable({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <ScrollBox label="Reasons, scrollable">
      <PlainTable caption="Sessions by host, SDK and what it says of its recorder" columns={columns} stacks>
        <tbody>
          {evidence.map((one) => (
            <tr key={JSON.stringify([one.host, one.version, one.status, one.rate, one.isBlocked])}>
              <td data-wide>{one.host ?? <EmptyValue meaning="No host" />}</td>
              <td>{one.version ?? <EmptyValue meaning="No SDK version" />}</td>
              <td>{reasonText(one)}</td>
              <td>{counted(one.seen, 'session')}</td>
              <td>{formatPercent(ratioOf(one))} recorded</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </ScrollBox>
  )
}

function chartOf(days: CaptureHealth['days']): ChartData {
  return {
    kind: 'stacked',
    labelAt: (index) => formatDate(days[index]?.day ?? 0, null),
    shortLabelAt: (index) => formatDay(days[index]?.day ?? 0, null),
    series: [
      { name: 'Recorded', tone: 'accent', values: days.map(({ recorded }) => recorded) },
      { name: 'Not recorded', tone: 'quiet', values: days.map(({ seen, recorded }) => seen - recorded) },
      {
        name: 'Share',
        isHidden: true,
        values: days.map((one) => (one.seen === 0 ? null : ratioOf(one))),
        format: formatPercent,
      },
    ],
  }
}
