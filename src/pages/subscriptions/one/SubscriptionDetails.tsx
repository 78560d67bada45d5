import { redactKeyIn } from '#lib/redactKey.ts'
import type { ReactNode } from 'react'
import type { Connection } from '#storage/connections.ts'
import { describeSchedule } from '#features/schedule/describeSchedule.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { RawJson } from '#ui/RawJson.tsx'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { ownerName } from '../ownerName.ts'
import { stateMessages } from '../stateMessages.ts'
import { PausedReminder } from '../actions/ReminderField.tsx'
import { ExportSubscription } from '../export/ExportSubscription.tsx'
import { DeliveredResource } from './DeliveredResource.tsx'
import { DeliveryHistory } from './DeliveryHistory.tsx'
import { NextDeliveries } from './NextDeliveries.tsx'
import { ProblemList } from './ProblemList.tsx'
import { RecipientList } from './RecipientList.tsx'
import { Row, Stack } from '#ui/layout.tsx'
import classes from './SubscriptionDetails.module.css'

type Props = {
  connection: Connection
  analyzed: AnalyzedSubscription
  now: number
  scheduleRules: ScheduleRules
  ownDomains: readonly string[]
  actions?: ReactNode
}

export function SubscriptionDetails({ connection, analyzed, now, scheduleRules, ownDomains, actions }: Props) {
  const { subscription, state, problems } = analyzed
  const { createdAt, createdBy, summary, raw } = subscription
  const owner = ownerName(createdBy)
  return (
    <Stack gap={20} className={classes['details']}>
      <p className={classes['sentence']}>{`${describeSchedule(subscription, connection.zone, { now, scheduleRules })}.`}</p>
      <Row wrap size="sm" className={classes['actions']}>
        {actions}
        <ExportSubscription connection={connection} analyzed={analyzed} scheduleRules={scheduleRules} />
      </Row>
      {state === 'paused' && <PausedReminder connection={connection} analyzed={analyzed} />}
      <ProblemList problems={problems} />
      <NextDeliveries connection={connection} subscription={subscription} now={now} scheduleRules={scheduleRules} />
      <FactList>
        <Fact name="State">{stateMessages[state]}</Fact>
        <Fact name="Delivers">
          <DeliveredResource connection={connection} subscription={subscription} />
        </Fact>
        <Fact name="Owner">
          {owner === null ? <EmptyValue meaning="No owner" /> : <bdi>{cutText(oneLine(owner), 120)}</bdi>}
          {createdBy?.email && createdBy.email !== owner && <span className={classes['quiet']}> {createdBy.email}</span>}
        </Fact>
        <Fact name="Created">
          <RelativeTime at={createdAt} zone={connection.zone} now={now} />
        </Fact>
        {summary && <Fact name="Summary">{cutText(oneLine(summary), 300)}</Fact>}
      </FactList>
      <RecipientList analyzed={analyzed} ownDomains={ownDomains} />
      <div className={classes['closed']}>
        <Disclosure title="Delivery history">
          {() => <DeliveryHistory connection={connection} id={subscription.id} now={now} />}
        </Disclosure>
        <Disclosure title="Raw JSON">{() => <RawJson raw={redactKeyIn(raw, connection.key)} />}</Disclosure>
      </div>
    </Stack>
  )
}
