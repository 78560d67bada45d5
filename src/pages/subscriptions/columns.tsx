import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleOff,
  IconClockExclamation,
  IconExternalLink,
  IconPlayerPause,
  IconTrash,
} from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { describeSchedule } from '#features/schedule/describeSchedule.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import type { State } from '#features/schedule/stateOf.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import type { Column } from '#ui/column.ts'
import { Tooltip } from '#ui/Tooltip.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { InlineRow, Row, Text } from '#ui/layout.tsx'
import { severityColors } from './severityColors.ts'
import classes from './columns.module.css'
import { LastDeliveryCell } from './history/LastDeliveryCell.tsx'
import { type AnalyzedSubscription, resourceName } from './analyzeSubscription.ts'
import { nextDate } from './nextDate.ts'
import { resourceUrl } from './one/resourceUrl.ts'
import { ownerName } from './ownerName.ts'
import { paths } from '#lib/paths.ts'

export type SubscriptionsContext = {
  connection: Connection
  now: number
  scheduleRules: ScheduleRules
  canLoadDeliveries: boolean
}

const states: Record<State, { label: string; Icon: typeof IconTrash }> = {
  active: { label: 'Active', Icon: IconCircleCheck },
  paused: { label: 'Paused', Icon: IconPlayerPause },
  overdue: { label: 'Overdue', Icon: IconClockExclamation },
  ended: { label: 'Finished', Icon: IconCircleOff },
  deleted: { label: 'Ended', Icon: IconTrash },
}

function StateCell({ state }: AnalyzedSubscription) {
  const { label, Icon } = states[state]
  return (
    <InlineRow className={classes['state']} data-state={state}>
      <Icon size={14} aria-hidden /> {label}
    </InlineRow>
  )
}

function TitleCell({ analyzed: { subscription, name }, connection }: { analyzed: AnalyzedSubscription; connection: Connection }) {
  const href = resourceUrl(connection, subscription)
  const what = `Open ${cutText(oneLine(resourceName(subscription)), 80)} in PostHog`
  return (
    <Row as="span" gap={4} className={classes['subject']}>
      <Link className={classes['title'] ?? ''} data-row-link to={paths.subscription(connection.projectId, subscription.id)}>
        <bdi>{cutText(oneLine(name), 200)}</bdi>
      </Link>
      {href !== null && (
        <a className={classes['out']} href={href} target="_blank" rel="noopener noreferrer" title={what} aria-label={what}>
          <IconExternalLink size={14} aria-hidden />
        </a>
      )}
    </Row>
  )
}

function ScheduleCell({ subscription }: AnalyzedSubscription, { connection, now, scheduleRules }: SubscriptionsContext) {
  const sentence = describeSchedule(subscription, connection.zone, { now, scheduleRules })
  const serverSummary = subscription.summary ? [`Summary from PostHog: ${cutText(oneLine(subscription.summary), 300)}`] : []
  return (
    <Tooltip lines={[sentence, ...serverSummary]} focusable={false} className={classes['cut'] ?? ''}>
      {sentence}
    </Tooltip>
  )
}

const noNextReasons: Partial<Record<State, string>> = {
  ended: 'Nothing scheduled: the schedule has finished',
  paused: 'Nothing scheduled while paused',
  deleted: 'Nothing scheduled: this subscription was ended',
}

function NextCell(analyzed: AnalyzedSubscription, { connection, now }: SubscriptionsContext) {
  const next = nextDate(analyzed)
  if (next === null) return <EmptyValue meaning={noNextReasons[analyzed.state] ?? 'Nothing scheduled'} />
  const disagreement = analyzed.problems.find(({ id }) => id === 'disagreement')
  return (
    <>
      <RelativeTime at={next} zone={connection.zone} now={now} />
      {disagreement && (
        <span className={classes['differs']} title={disagreement.why}>
          off schedule
        </span>
      )}
    </>
  )
}

function RecipientsCell({ subscription, recipients: { list } }: AnalyzedSubscription) {
  const [first] = list
  if (!first) return <EmptyValue meaning="No recipients" />
  const kind = subscription.targetType ?? 'unknown'
  const text = list.length === 1 ? first.label : `${first.label} and ${list.length - 1} more`
  const shown = list.slice(0, 20).map(({ label }) => label)
  const rest = list.length > shown.length ? [`and ${list.length - shown.length} more`] : []
  return (
    <Tooltip lines={[...shown, ...rest]} focusable={false} className={classes['cut'] ?? ''}>
      <Text as="span" tone="dimmed">
        {kind}
      </Text>{' '}
      <bdi>{text}</bdi>
    </Tooltip>
  )
}

function ProblemsCell({ problems }: AnalyzedSubscription) {
  const [worst] = problems
  if (!worst) return <EmptyValue meaning="No problems found" />
  const more = problems.length > 1 ? ` +${problems.length - 1}` : ''
  return (
    <Tooltip lines={problems.map(({ title, why }) => `${title}: ${why}`)} focusable={false} className={classes['cut'] ?? ''}>
      <span className={classes['problem']} style={{ color: severityColors[worst.severity] }}>
        <IconAlertTriangle size={14} aria-hidden /> {worst.title}
        {more}
      </span>
    </Tooltip>
  )
}

/** `order` is the value of the URL parameter. */
export const columnsWithHistory: Column<AnalyzedSubscription, SubscriptionsContext>[] = [
  {
    id: 'title',
    header: 'Title',
    width: '40%',
    order: 'title',
    phone: true,
    cell: (analyzed, { connection }) => <TitleCell analyzed={analyzed} connection={connection} />,
  },
  { id: 'next', header: 'Next delivery', width: '132px', order: 'next', phone: '86px', cell: NextCell },
  {
    id: 'last',
    header: 'Last delivery',
    width: '156px',
    cell: ({ subscription: { id }, state }, { connection, now, canLoadDeliveries }) =>
      state === 'deleted' ? (
        <EmptyValue meaning="Ended" />
      ) : (
        <LastDeliveryCell connection={connection} id={id} now={now} canLoadDeliveries={canLoadDeliveries} />
      ),
  },
  { id: 'schedule', header: 'Schedule', width: '36%', cell: ScheduleCell },
  { id: 'recipients', header: 'Recipients', width: '24%', order: 'recipients', cell: RecipientsCell },
  { id: 'state', header: 'State', width: '98px', phone: '90px', cell: StateCell },
  { id: 'problems', header: 'Problems', width: '168px', cell: ProblemsCell },
  {
    id: 'owner',
    header: 'Owner',
    width: '104px',
    order: 'owner',
    cell: ({ subscription: { createdBy } }) => {
      const name = ownerName(createdBy)
      return name === null ? <EmptyValue meaning="No owner" /> : <bdi>{cutText(oneLine(name), 60)}</bdi>
    },
  },
  {
    id: 'created',
    header: 'Created',
    width: '108px',
    order: 'created',
    cell: ({ subscription: { createdAt } }, { connection, now }) => (
      <RelativeTime at={createdAt} zone={connection.zone} now={now} />
    ),
  },
]

export const columns = columnsWithHistory.filter(({ id }) => id !== 'last')
