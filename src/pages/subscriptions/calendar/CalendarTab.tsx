import { type ReactNode, useCallback, useMemo } from 'react'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { deliveriesKnown } from './deliveriesKnown.ts'
import { type PastKnowledge, planMessage } from './dayMessages.ts'
import type { Connection } from '#storage/connections.ts'
import { recentDays } from '#api/subscriptions/subscriptionDeliveries.ts'
import { dayMs, monthOf, monthStart } from '#features/schedule/calendar.ts'
import { instantOf, wallTime } from '#features/schedule/zoneTime.ts'
import { formatDate, localZone, zoneLabel, zoneName } from '#lib/instant.ts'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { Select } from '#ui/Select.tsx'
import { HistoryBar } from '../history/HistoryBar.tsx'
import type { TabProps } from '../analyzeSubscription.ts'
import type { SubscriptionsSearch } from '../subscriptionsSearch.ts'
import { dayParam, monthName, monthParam, readDay, readMonth } from './calendarDates.ts'
import { Row, Spacer, Stack, Text } from '#ui/layout.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import classes from './CalendarTab.module.css'
import { clockNotice } from './clockNotice.ts'
import { DayList } from './DayList.tsx'
import { HourStrip } from './HourStrip.tsx'
import { shownWeek, shownWeeks } from './monthGrid.ts'
import { MonthGrid } from './MonthGrid.tsx'
import { maxPerSubscription, type Plan } from './planDeliveries.ts'
import { usePlan } from './usePlan.ts'
import { WeekGrid } from './WeekGrid.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

type Props = TabProps & {
  /** Whether the server keeps past deliveries. */
  hasHistory: boolean
  search: SubscriptionsSearch
  onChange: (change: Partial<SubscriptionsSearch>) => void
}

const views = [
  { value: 'month', label: 'Grid' },
  { value: 'week', label: 'Week' },
  { value: 'agenda', label: 'Agenda' },
] as const

function zonesOf({ zone }: Connection) {
  return { project: zone ?? 'UTC', own: localZone(), utc: 'UTC' }
}

export function CalendarTab({ connection, shown, now, scheduleRules, hasHistory, onOpen, search, onChange }: Props) {
  const zone = zonesOf(connection)[search.zone]
  const clock = zone === 'UTC' ? null : zone
  const today = Math.floor(wallTime(now, clock) / dayMs)
  const shownDays = useShownDays(search, today)
  const { weeks, days, first, last, name } = shownDays
  const isWeek = search.view === 'week'
  const from = instantOf(first * dayMs, clock)
  const to = instantOf((last + 1) * dayMs, clock)
  const plan = usePlan(shown, now, from, to, zone, scheduleRules)
  const notice = clockNotice(zone, Math.max(from, now), to, scheduleRules.anchor)
  const range = `the ${isWeek ? 'week' : 'weeks'} shown (${zoneLabel(zone)})`
  const showDay = (next: number) => onChange({ month: '', day: dayParam(next), view: 'month' })
  const past = useMemo(() => (hasHistory ? deliveriesKnown(shown) : 'none'), [hasHistory, shown])
  const hours = plan && plan.total > 0 && <HourStrip plan={plan} label={`Deliveries by weekday and hour, ${zoneLabel(zone)}`} />
  return (
    <ScrollBox fills className={classes['box']} label="Calendar, scrollable">
      <CalendarBar
        connection={connection}
        shownDays={shownDays}
        today={today}
        hasHistory={hasHistory}
        search={search}
        onChange={onChange}
      />
      <PlanNotes plan={plan} isPast={last < today} range={range} notice={notice} />
      {first <= today && hasHistory && <HistoryBar connection={connection} shown={shown} />}
      {isWeek && <WeekGrid week={weeks[0] ?? []} today={today} plan={plan} past={past} onDay={showDay} onOpen={onOpen} />}
      {search.view === 'month' && (
        <MonthView
          shownDays={shownDays}
          today={today}
          plan={plan}
          past={past}
          hours={hours}
          onChange={onChange}
          onOpen={onOpen}
        />
      )}
      {search.view === 'agenda' && <Agenda name={name} days={days} today={today} plan={plan} past={past} onOpen={onOpen} />}
      {search.view !== 'month' && hours}
    </ScrollBox>
  )
}

/** The week, weeks or month of the URL. Days count from 1970; `month` is null if no whole month is shown. */
function useShownDays(search: SubscriptionsSearch, today: number) {
  const requestedDay = readDay(search.day)
  const isWeek = search.view === 'week'
  const { month, weeks } = useMemo(
    () => (isWeek ? shownWeek(today, readDay(search.day)) : shownWeeks(today, readMonth(search.month), readDay(search.day))),
    [isWeek, today, search.month, search.day],
  )
  const isShown = useCallback(
    (one: number) => (month === null ? weeks.some((week) => week.includes(one)) : monthOf(one) === month),
    [month, weeks],
  )
  const day = [requestedDay, today].find((one) => one !== null && isShown(one)) ?? monthStart(month ?? 0)
  const days = weeks.flat()
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  const name = month === null ? `${formatDate(first * dayMs, null)} – ${formatDate(last * dayMs, null)}` : monthName(month)
  return { month, weeks, isShown, day, days, first, last, name }
}

type BarProps = Pick<Props, 'connection' | 'hasHistory' | 'search' | 'onChange'> & {
  shownDays: ReturnType<typeof useShownDays>
  today: number
}

function CalendarBar({ connection, today, hasHistory, search, shownDays, onChange }: BarProps) {
  const { month, first, last, name } = shownDays
  const zones = zonesOf(connection)
  const isWeek = search.view === 'week'
  const setMonth = (next: number) => onChange({ month: monthParam(next), day: '' })
  const step = isWeek ? 'week' : 'month'
  const goBack = () =>
    isWeek ? onChange({ month: '', day: dayParam(first - 7) }) : setMonth(month === null ? monthOf(today) : month - 1)
  const goOn = () =>
    isWeek ? onChange({ month: '', day: dayParam(last + 1) }) : setMonth(month === null ? monthOf(last) : month + 1)
  // The server's answers reach back so far; before that, nothing is known.
  const isOldest =
    first <= today - recentDays || (!hasHistory && (isWeek ? first <= today : month !== null && month <= monthOf(today)))
  const options = [
    { value: 'project', label: `Project: ${connection.zone === null ? 'UTC (no time zone set)' : zoneName(zones.project)}` },
    { value: 'own', label: `Yours: ${zoneName(zones.own)}` },
    { value: 'utc', label: 'UTC' },
  ]
  return (
    <Row wrap>
      <IconButton aria-label={`Previous ${step}`} title={`Previous ${step}`} disabled={isOldest} onClick={goBack}>
        <IconChevronLeft size={16} aria-hidden />
      </IconButton>
      <h2 className={classes['month']} aria-live="polite">
        {name}
      </h2>
      <IconButton aria-label={`Next ${step}`} title={`Next ${step}`} onClick={goOn}>
        <IconChevronRight size={16} aria-hidden />
      </IconButton>
      <Button variant="default" onClick={() => onChange({ month: '', day: '' })}>
        Today
      </Button>
      <Spacer />
      <SegmentedControl label="View" options={views} value={search.view} onChange={(view) => onChange({ view })} />
      <Select
        aria-label="Time zone"
        options={options}
        value={search.zone}
        onChange={(value) => onChange({ zone: value === 'own' || value === 'utc' ? value : 'project' })}
      />
    </Row>
  )
}

type MonthProps = Pick<Props, 'onChange' | 'onOpen'> & {
  shownDays: ReturnType<typeof useShownDays>
  today: number
  plan: Plan | null
  past: PastKnowledge
  hours: ReactNode
}

/** The days of a month beside the deliveries of one of them. */
function MonthView({ shownDays, today, plan, past, hours, onChange, onOpen }: MonthProps) {
  const { month, weeks, isShown, day, name } = shownDays
  return (
    <div className={classes['split']}>
      <div className={classes['inMonth']}>
        <MonthGrid
          name={name}
          weeks={weeks}
          isShown={isShown}
          day={day}
          today={today}
          plan={plan}
          past={past}
          onDay={(next) => onChange({ month: month === null ? '' : monthParam(monthOf(next)), day: dayParam(next) })}
          onLeave={(next) => onChange({ month: monthParam(monthOf(next)), day: '' })}
        />
        <Text size="xs" tone="dimmed" className={classes['legend']}>
          Bar length: deliveries that day. Filled: confirmed.
        </Text>
      </div>
      <div className={classes['inDay']}>
        <DayList
          key={day}
          day={day}
          isPast={day < today}
          past={past}
          plan={plan?.days.get(day)}
          initialCount={50}
          onOpen={onOpen}
        />
      </div>
      <div className={classes['inHours']}>{hours}</div>
    </div>
  )
}

type AgendaProps = Pick<Props, 'onOpen'> & {
  name: string
  days: readonly number[]
  today: number
  plan: Plan | null
  past: PastKnowledge
}

function Agenda({ name, days, today, plan, past, onOpen }: AgendaProps) {
  const planned = days.filter((one) => plan?.days.has(one))
  return (
    <Stack gap={20} className={classes['agenda']}>
      {plan && planned.length === 0 && (
        <Text size="sm" tone="dimmed">
          Nothing scheduled in {name}.
        </Text>
      )}
      {planned.map((one) => (
        <DayList
          key={one}
          day={one}
          isPast={one < today}
          past={past}
          plan={plan?.days.get(one)}
          initialCount={10}
          onOpen={onOpen}
        />
      ))}
    </Stack>
  )
}

type NotesProps = { plan: Plan | null; isPast: boolean; range: string; notice: string | null }

/** How much is planned in the range that is shown, and why that may be off. */
function PlanNotes({ plan, isPast, range, notice }: NotesProps) {
  return (
    <>
      <Text size="sm" tone="dimmed" role="status">
        {plan === null ? 'Loading deliveries…' : planMessage(plan, isPast, range)}
      </Text>
      {notice && (
        <Text size="sm" tone="warning">
          {notice}
        </Text>
      )}
      {plan && plan.truncated > 0 && (
        <Text size="sm" tone="warning">
          {`Only the first ${maxPerSubscription} deliveries are counted for ${counted(plan.truncated, 'subscription')}.`}
        </Text>
      )}
    </>
  )
}
