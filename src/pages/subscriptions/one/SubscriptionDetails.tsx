import type { ReactNode } from 'react'
import type { Connection } from '#storage/connections.ts'
import { describeSchedule } from '#features/schedule/describeSchedule.ts'
import type { Dialect } from '#features/schedule/scheduleRules.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { Dash } from '#ui/EmptyValue.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Moment } from '#ui/RelativeTime.tsx'
import { RawJson } from '#ui/RawJson.tsx'
import type { Judged } from '../analyzeSubscription.ts'
import { ownerName } from '../ownerName.ts'
import { stateWords } from '../stateMessages.ts'
import { ExportSubscription } from '../export/ExportSubscription.tsx'
import { Delivered } from './Delivered.tsx'
import { DeliveryHistory } from './DeliveryHistory.tsx'
import { NextDeliveries } from './NextDeliveries.tsx'
import { ProblemList } from './ProblemList.tsx'
import { RecipientList } from './RecipientList.tsx'
import classes from './SubscriptionDetails.module.css'

type Props = {
  at: Connection
  judged: Judged
  now: number
  dialect: Dialect
  ownDomains: readonly string[]
  /** Buttons: what can be done with it. */
  actions?: ReactNode
}

/** Everything about one subscription: when, what, to whom, from whom, what is wrong, and how it went so far. */
export function SubscriptionDetails({ at, judged, now, dialect, ownDomains, actions }: Props) {
  const { subscription, state, problems } = judged
  const { createdAt, createdBy, summary, raw } = subscription
  const owner = ownerName(createdBy)
  return (
    <div className={classes['details']}>
      <p className={classes['sentence']}>{`${describeSchedule(subscription, at.zone, { now, dialect })}.`}</p>
      <div className={classes['actions']}>
        {actions}
        <ExportSubscription at={at} judged={judged} dialect={dialect} />
      </div>
      <ProblemList problems={problems} />
      <NextDeliveries at={at} subscription={subscription} now={now} dialect={dialect} />
      <FactList>
        <Fact name="State">{stateWords[state]}</Fact>
        <Fact name="Delivers">
          <Delivered at={at} subscription={subscription} />
        </Fact>
        <Fact name="Owner">
          {owner === null ? <Dash meaning="The owner is gone" /> : <bdi>{cutText(oneLine(owner), 120)}</bdi>}
          {createdBy?.email && createdBy.email !== owner && <span className={classes['quiet']}> {createdBy.email}</span>}
        </Fact>
        <Fact name="Created">
          <Moment at={createdAt} zone={at.zone} now={now} />
        </Fact>
        {summary && <Fact name="The server says">{cutText(oneLine(summary), 300)}</Fact>}
      </FactList>
      <RecipientList judged={judged} ownDomains={ownDomains} />
      <div className={classes['closed']}>
        <Disclosure title="Delivery history">{() => <DeliveryHistory at={at} id={subscription.id} now={now} />}</Disclosure>
        <Disclosure title="Raw JSON">{() => <RawJson raw={raw} />}</Disclosure>
      </div>
    </div>
  )
}
