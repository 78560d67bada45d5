import { useSyncExternalStore } from 'react'
import { rateClassNames } from '#api/rateLimit/limitMessages.ts'
import type { UsageView } from '#api/rateLimit/usageView.ts'
import { useBudget } from '#features/budget/useBudget.ts'
import { phaseText, progressText } from '#features/jobs/jobMessages.ts'
import { isRunning, jobStore, showJob } from '#features/jobs/jobStore.ts'
import { formatNumber } from '#lib/format.ts'
import { paths } from '#lib/paths.ts'
import type { Connection } from '#storage/connections.ts'
import { Button } from '#ui/Button.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { Card } from '../Card.tsx'

const shown = 4

type Props = { connection: Connection; now: number }

/** Jobs that run or wait for a decision, and the request budget. */
export function RequestsCard({ connection, now }: Props) {
  const { view } = useBudget(connection, 5000)
  const { jobs } = useSyncExternalStore(jobStore.subscribe, jobStore.get)
  const running = jobs.filter(({ job }) => isRunning(job) && job.connectionId === connection.id)
  return (
    <Card title="Jobs and requests" to={paths.activityLog(connection.projectId)} now={now}>
      {running.map(({ job, view: look }) => (
        <Row key={job.id} justify="space-between" size="sm">
          <span>
            {job.title} · {progressText(job, look)}{' '}
            <Text as="span" size="xs" tone="dimmed">
              {phaseText(job, now)}
            </Text>
          </span>
          <Button variant="default" onClick={() => showJob(job.id)}>
            Show
          </Button>
        </Row>
      ))}
      {running.length === 0 && <Text size="sm">No jobs are running.</Text>}
      <Budget view={view} />
    </Card>
  )
}

function Budget({ view: { keyLimits, classes } }: { view: UsageView }) {
  const limits = classes.flatMap(({ rateClass, pausedUntil, limits: all }) =>
    all.map(({ window, used, max }) => ({ name: rateClassNames[rateClass].name, window, used, max, pausedUntil })),
  )
  const fullest = limits.toSorted((one, other) => other.used / other.max - one.used / one.max).slice(0, shown)
  if (!keyLimits.isLimited) {
    return (
      <Text size="sm" tone="dimmed">
        No request limits known for this host.
      </Text>
    )
  }
  return (
    <FactList>
      {fullest.map(({ name, window, used, max, pausedUntil }) => (
        <Fact key={`${name} ${window}`} name={name}>
          <Text as="span" size="sm" numeric tone={pausedUntil === null ? undefined : 'warning'}>
            {formatNumber(used)} of {formatNumber(max)} requests used this {window}
            {pausedUntil !== null && ', stopped'}
          </Text>
        </Fact>
      ))}
    </FactList>
  )
}
