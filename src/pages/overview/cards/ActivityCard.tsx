import { useQuery } from '@tanstack/react-query'
import { activityLogQueries } from '#storage/activityLog.ts'
import { activityName } from '#storage/activityNames.ts'
import type { Connection } from '#storage/connections.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { paths } from '#lib/paths.ts'
import { LineList } from '#ui/LineList.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { Text } from '#ui/layout.tsx'
import { Card, CardBody } from '../Card.tsx'

const shown = 5

type Props = { connection: Connection; now: number }

/** What was done from this browser lately. */
export function ActivityCard({ connection, now }: Props) {
  const { host, projectId, zone } = connection
  const query = useQuery(activityLogQueries.all)
  return (
    <Card title="Your activity" to={paths.activityLog(projectId)} now={now}>
      <CardBody query={query} loading="Loading activity" height={160}>
        {(all) => {
          const here = all.filter((entry) => entry.host === host && entry.projectId === projectId).slice(0, shown)
          if (here.length === 0) return <Text size="sm">Nothing shared, deleted or exported in this project yet.</Text>
          return (
            <LineList aria-label="Latest actions">
              {here.map((entry) => (
                <li key={entry.id}>
                  <Text as="span" cut>
                    {activityName(entry)} <bdi>{cutText(oneLine(entry.subjectName ?? ''), 60)}</bdi>
                  </Text>
                  <Text as="span" size="xs" tone={entry.outcome === 'failed' ? 'danger' : 'dimmed'}>
                    {entry.outcome !== 'done' && `${entry.outcome === 'failed' ? 'Failed' : 'Unknown'}, `}
                    <RelativeTime at={new Date(entry.at)} zone={zone} now={now} />
                  </Text>
                </li>
              ))}
            </LineList>
          )
        }}
      </CardBody>
    </Card>
  )
}
