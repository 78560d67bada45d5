import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { rateClassNames } from '#api/rateLimit/limitMessages.ts'
import type { UsageView } from '#api/rateLimit/usageView.ts'
import { useBudget } from '#features/budget/useBudget.ts'
import { interruptedKey, type InterruptedJob } from '#features/jobs/InterruptedJobs.tsx'
import { phaseText, progressText, summaryText } from '#features/jobs/jobMessages.ts'
import { isRunning, jobStore, showJob } from '#features/jobs/jobStore.ts'
import { counted, formatNumber } from '#lib/format.ts'
import { paths } from '#lib/paths.ts'
import type { Connection } from '#storage/connections.ts'
import { Button } from '#ui/Button.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { Card } from '../Card.tsx'

const shownLimits = 4

type Props = { connection: Connection; now: number }

/** Jobs that run, failed or wait for a decision, and the request budget. */
export function RequestsCard({ connection, now }: Props) {
  const { view } = useBudget(connection, 5000)
  return (
    <Card title="Jobs and requests" to={paths.activityLog(connection.projectId)} now={now}>
      <Jobs connectionId={connection.id} now={now} />
      <Budget view={view} />
    </Card>
  )
}

function Jobs({ connectionId, now }: { connectionId: string; now: number }) {
  const { jobs } = useSyncExternalStore(jobStore.subscribe, jobStore.get)
  const shown = jobs.filter(({ job }) => job.connectionId === connectionId)
  // The corner of the screen, which offers to resume them, reads them.
  const { data: interrupted = [] } = useQuery<readonly InterruptedJob[]>({ queryKey: interruptedKey, enabled: false })
  if (shown.length === 0 && interrupted.length === 0) return <Text size="sm">No jobs are running.</Text>
  return (
    <>
      {shown.map(({ job, view }) => (
        <Row key={job.id} justify="space-between" size="sm">
          <span>
            {isRunning(job) ? `${job.title} · ${progressText(job, view)}` : summaryText(job, view)}{' '}
            <Text as="span" size="xs" tone="dimmed">
              {phaseText(job, now)}
            </Text>
          </span>
          <Button variant="default" onClick={() => showJob(job.id)}>
            {isRunning(job) ? 'Show' : 'Show results'}
          </Button>
        </Row>
      ))}
      {interrupted.length > 0 && (
        <Text size="sm" tone="warning">
          {counted(interrupted.length, 'interrupted job')}: resume or dismiss {interrupted.length === 1 ? 'it' : 'them'} in the
          corner.
        </Text>
      )}
    </>
  )
}

function Budget({ view: { keyLimits, classes } }: { view: UsageView }) {
  const limits = classes.flatMap(({ rateClass, pausedUntil, limits: all }) =>
    all.map(({ window, used, max }) => ({ name: rateClassNames[rateClass].name, window, used, max, pausedUntil })),
  )
  const fullest = limits.toSorted((one, other) => other.used / other.max - one.used / one.max).slice(0, shownLimits)
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
