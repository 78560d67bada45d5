import { useQuery } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router-dom'
import { useSettings } from '#storage/connections.ts'
import { type Subscription, subscriptionQueries } from '#api/subscriptions/subscriptions.ts'
import { useAt } from '#features/connection/useAt.ts'
import { Failure } from '#features/failure/Failure.tsx'
import { cutText, oneLine } from '#lib/cutText.ts'
import { PageHeader } from '#ui/PageHeader.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import { useNow } from '#ui/useNow.ts'
import { stateWords } from '../stateMessages.ts'
import { judgeDeliveries } from '../history/analyzeDeliveries.ts'
import { useKnownDeliveries } from '../history/useKnownDeliveries.ts'
import { useJudged } from '../useAnalysis.ts'
import { DeedButtons } from '../actions/ActionButtons.tsx'
import { SubscriptionDeedDesk, type Wish } from '../actions/SubscriptionActionDialog.tsx'
import { SubscriptionDetails } from './SubscriptionDetails.tsx'
import classes from './SubscriptionPage.module.css'
import { withOne } from './withOne.ts'

const noRows: Subscription[] = []

/** One subscription on a page of its own, judged among all where the whole list was loaded before. */
export function SubscriptionPage() {
  const at = useAt()
  const { subscriptionId = '' } = useParams()
  const now = useNow(60_000)
  const { ownDomains } = useSettings()
  const [wish, setWish] = useState<Wish | null>(null)
  const one = useQuery({
    ...subscriptionQueries.one(at, subscriptionId),
    retry: false,
  })
  const others = useQuery({ ...subscriptionQueries.all(at), enabled: false }).data?.rows ?? noRows
  const rows = useMemo(() => (one.data ? withOne(others, one.data) : noRows), [others, one.data])
  const { judged, dialect } = useJudged(at, rows, now, ownDomains)
  const known = useKnownDeliveries(at)
  const found = one.data && judged.find(({ subscription: { id } }) => id === one.data.id)
  const [shown] = found ? judgeDeliveries([found], known, { now, zone: at.zone }) : []
  const name = shown ? cutText(oneLine(shown.name), 200) : 'Subscription'
  return (
    <>
      <title>{`${name} · Subscription · ${at.projectName ?? `Project ${at.projectId}`} · Replay Desk`}</title>
      <div className={classes['back']}>
        <Link to={`/project/${encodeURIComponent(at.projectId)}/subscriptions`}>
          <IconArrowLeft size={14} aria-hidden /> Subscriptions
        </Link>
      </div>
      <PageHeader title={name} sentence={shown && stateWords[shown.state]} />
      <div className={classes['body']}>
        {one.isPending && <TableSkeleton label="The subscription is on its way" />}
        {one.error && <Failure error={one.error} onRetry={() => void one.refetch()} />}
        {shown && (
          <SubscriptionDetails
            at={at}
            judged={shown}
            now={now}
            dialect={dialect}
            ownDomains={ownDomains}
            actions={<DeedButtons at={at} targets={[shown]} onDeed={(deed, targets) => setWish({ deed, targets })} />}
          />
        )}
      </div>
      {wish && <SubscriptionDeedDesk at={at} wish={wish} onClose={() => setWish(null)} />}
    </>
  )
}
