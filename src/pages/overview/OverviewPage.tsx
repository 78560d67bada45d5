import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useConnection } from '#features/connection/useConnection.ts'
import { DemoTour } from '#features/demoTour/DemoTour.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Refresh } from '#ui/Refresh.tsx'
import { Stack } from '#ui/layout.tsx'
import { useNow } from '#ui/useNow.ts'
import { ActivityCard } from './cards/ActivityCard.tsx'
import { DeliveriesCard } from './cards/DeliveriesCard.tsx'
import { ExpiringCard } from './cards/ExpiringCard.tsx'
import { HealthCard } from './cards/HealthCard.tsx'
import { RecordingsCard } from './cards/RecordingsCard.tsx'
import { RequestsCard } from './cards/RequestsCard.tsx'
import { SharingCard } from './cards/SharingCard.tsx'
import classes from './OverviewPage.module.css'
import { overviewQueries } from './overviewQueries.ts'

/** What is going on, what is wrong and what to watch next. Each card loads, fails and ages on its own. */
export function OverviewPage() {
  const connection = useConnection()
  const client = useQueryClient()
  const now = useNow(30_000)
  const queryKey = overviewQueries.all(connection)
  const isBusy = useIsFetching({ queryKey }) > 0
  const name = connection.projectName ?? `Project ${connection.projectId}`
  const props = { connection, now }
  return (
    <>
      <title>{`Overview · ${name} · Replay Desk`}</title>
      <PageHeader
        title="Overview"
        description={`${name}: recordings, public links and deliveries at a glance.`}
        actions={<Refresh updatedAt={0} now={now} busy={isBusy} onRefresh={() => void client.refetchQueries({ queryKey })} />}
      />
      {connection.id === 'demo' && <DemoTour projectId={connection.projectId} />}
      <div className={classes['cards']}>
        <RecordingsCard {...props} />
        <SharingCard {...props} />
        <HealthCard {...props} />
        <ExpiringCard {...props} />
        <DeliveriesCard {...props} />
        <Stack gap={16}>
          <ActivityCard {...props} />
          <RequestsCard {...props} />
        </Stack>
      </div>
    </>
  )
}
