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
import { resourceName } from '#features/schedule/subscriptionName.ts'
import type { AnalyzedSubscription } from './analyzeSubscription.ts'
import { nextDate } from './nextDate.ts'
import { AddressText } from './recipients/AddressText.tsx'
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

function StateCell(analyzed: AnalyzedSubscription) {
  const { state, problems } = analyzed
  const { label, Icon } = states[state]
  // "Overdue" is both a state and a problem.
  const shown = problems.filter(({ title }) => title !== label)
  return (
    <>
      <InlineRow className={classes['state']} data-state={state}>
        <Icon size={14} aria-hidden /> {label}
      </InlineRow>
      {shown.length > 0 && <ProblemLine problems={shown} />}
    </>
  )
}

function ProblemLine({ problems }: Pick<AnalyzedSubscription, 'problems'>) {
  const [worst] = problems
  if (!worst) return null
  const more = problems.length > 1 ? ` +${problems.length - 1}` : ''
  return (
    <Tooltip lines={problems.map(({ title, why }) => `${title}: ${why}`)} focusable={false} className={classes['cut'] ?? ''}>
      <span className={classes['problem']} style={{ color: severityColors[worst.severity] }}>
        <IconAlertTriangle size={12} aria-hidden /> {worst.title}
        {more}
      </span>
    </Tooltip>
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
  const describe = (brief: boolean) => describeSchedule(subscription, connection.zone, { now, scheduleRules, brief })
  const serverSummary = subscription.summary ? [`Summary from PostHog: ${cutText(oneLine(subscription.summary), 300)}`] : []
  return (
    <Tooltip lines={[describe(false), ...serverSummary]} focusable={false} className={classes['lines'] ?? ''}>
      {describe(true)}
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

/** Two lines: the only recipient, both, or the first and how many more. */
function RecipientsCell({ subscription, recipients: { list } }: AnalyzedSubscription) {
  const [first, second] = list
  if (!first) return <EmptyValue meaning="No recipients" />
  const kind = subscription.targetType ?? 'unknown'
  const shown = list.slice(0, 20).map(({ label }) => label)
  const rest = list.length > shown.length ? [`and ${list.length - shown.length} more`] : []
  return (
    <Tooltip lines={[...shown, ...rest]} focusable={false} className={classes[second ? 'cut' : 'lines'] ?? ''}>
      {kind !== 'email' && (
        <Text as="span" tone="dimmed">
          {kind}{' '}
        </Text>
      )}
      <bdi>{second ? first.label : <AddressText text={first.label} />}</bdi>
      {second && (
        <Text as="span" block cut tone={list.length > 2 ? 'dimmed' : undefined}>
          {list.length > 2 ? `and ${list.length - 1} more` : <bdi>{second.label}</bdi>}
        </Text>
      )}
    </Tooltip>
  )
}

/** `order` is the value of the URL parameter. */
const columns: Column<AnalyzedSubscription, SubscriptionsContext>[] = [
  {
    id: 'title',
    header: 'Title',
    width: '27%',
    order: 'title',
    phone: true,
    cell: (analyzed, { connection }) => <TitleCell analyzed={analyzed} connection={connection} />,
  },
  { id: 'schedule', header: 'Schedule', width: '37%', cell: ScheduleCell },
  { id: 'recipients', header: 'Recipients', width: '36%', order: 'recipients', cell: RecipientsCell },
  { id: 'next', header: 'Next delivery', width: '116px', order: 'next', phone: '86px', cell: NextCell },
  {
    id: 'last',
    header: 'Last delivery',
    width: '148px',
    cell: ({ subscription: { id }, state }, { connection, now, canLoadDeliveries }) =>
      state === 'deleted' ? (
        <EmptyValue meaning="Ended" />
      ) : (
        <LastDeliveryCell connection={connection} id={id} now={now} canLoadDeliveries={canLoadDeliveries} />
      ),
  },
  { id: 'state', header: 'State', width: '168px', phone: '90px', cell: StateCell },
  {
    id: 'owner',
    header: 'Owner',
    width: '112px',
    order: 'owner',
    cell: ({ subscription: { createdBy } }) => {
      const name = ownerName(createdBy)
      return name === null ? (
        <EmptyValue meaning="No owner" />
      ) : (
        <bdi className={classes['lines']}>{cutText(oneLine(name), 60)}</bdi>
      )
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

/** All columns but those in `hidden`. Called at most once per choice, because rows are rendered again with new columns. */
export function columnsWithout(hidden: readonly string[]) {
  return columns.filter(({ id }) => !hidden.includes(id))
}
