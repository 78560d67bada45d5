import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { counted, formatNumber } from '#lib/format.ts'
import { relativeTime, zoneLabel } from '#lib/instant.ts'
import { paths, screenPath } from '#lib/paths.ts'
import type { Connection } from '#storage/connections.ts'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Text } from '#ui/layout.tsx'
import { Card, CardBody, Headline } from '../Card.tsx'
import type { Deliveries } from '../deliveriesAhead.ts'
import { HeatStrip } from '../HeatStrip.tsx'
import { overviewQueries } from '../overviewQueries.ts'

const maxNamed = 5

type Props = { connection: Connection; now: number }

export function DeliveriesCard({ connection, now }: Props) {
  const query = useQuery(overviewQueries.deliveries(connection))
  return (
    <Card
      title="Deliveries"
      to={screenPath(connection.projectId, 'subscriptions', { tab: 'calendar' })}
      updatedAt={query.dataUpdatedAt}
      now={now}
      wide
    >
      <CardBody query={query} loading="Loading deliveries" height={240}>
        {(data) => <Ahead data={data} connection={connection} now={now} />}
      </CardBody>
    </Card>
  )
}

type Named = { id: string; name: string; note: string }

/** Subscriptions by name; nothing if there are none. */
function NamedFact({
  title,
  list,
  projectId,
  isLoud = false,
}: {
  title: string
  list: readonly Named[]
  projectId: string
  isLoud?: boolean
}) {
  if (list.length === 0) return null
  return (
    <Fact
      name={
        <Text as="span" tone={isLoud ? 'danger' : undefined}>
          {title} ({formatNumber(list.length)})
        </Text>
      }
    >
      {list.slice(0, maxNamed).map(({ id, name, note }) => (
        <div key={id}>
          <Link to={paths.subscription(projectId, id)}>{name}</Link>{' '}
          <Text as="span" size="xs" tone="dimmed">
            {note}
          </Text>
        </div>
      ))}
      {list.length > maxNamed && <div>and {formatNumber(list.length - maxNamed)} more</div>}
    </Fact>
  )
}

function Ahead({ data, connection: { projectId, zone }, now }: { data: Deliveries; connection: Connection; now: number }) {
  const { subscriptions, isCut, from, hours, checked } = data
  if (subscriptions === 0) return <Text size="sm">This project has no subscriptions.</Text>
  const total = hours.reduce((sum, count) => sum + count, 0)
  const overdue = data.overdue.map(({ since, ...one }) => ({ ...one, note: `due ${relativeTime(new Date(since), now)}` }))
  const failed = data.failed.map(({ at, ...one }) => ({ ...one, note: at === null ? '' : relativeTime(new Date(at), now) }))
  const ending = data.ending.map(({ why, ...one }) => ({ ...one, note: why }))
  return (
    <>
      <Headline value={formatNumber(total)}>
        {total === 1 ? 'delivery' : 'deliveries'} in the next 7 days, of{' '}
        {isCut ? `the first ${formatNumber(subscriptions)} subscriptions` : counted(subscriptions, 'subscription')}
      </Headline>
      <HeatStrip caption={`Deliveries by hour, ${zoneLabel(zone)}`} from={from} counts={hours} zone={zone} />
      <FactList>
        <NamedFact title="Overdue" list={overdue} projectId={projectId} isLoud />
        <NamedFact title="Failed" list={failed} projectId={projectId} isLoud />
        <NamedFact title="Ending soon" list={ending} projectId={projectId} />
        {checked < subscriptions && (
          <Fact name="Last results">
            <Text as="span" size="sm" tone="dimmed">
              Checked for {formatNumber(checked)} of {formatNumber(subscriptions)}.{' '}
              <Link to={screenPath(projectId, 'subscriptions', { last: 'show' })}>Check the others</Link>
            </Text>
          </Fact>
        )}
      </FactList>
    </>
  )
}
