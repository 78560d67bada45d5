import { dayMs, weekdayOf } from '#features/schedule/calendar.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { forecastDeliveries } from '#features/schedule/forecastDeliveries.ts'
import { type DeliveryOutcome, outcomeOf } from '#features/schedule/lintDelivery.ts'
import { wallTime } from '#features/schedule/zoneTime.ts'
import { type Delivery, deliveredAt } from '#api/subscriptions/subscriptionDeliveries.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'

/** `at` in milliseconds since 1970; `wall` is the local time in the selected zone as if it were UTC. */
export type Planned = { analyzed: AnalyzedSubscription; at: number; wall: number; isConfirmed: boolean }

/** A delivery of the past, with the same times. */
export type Sent = { analyzed: AnalyzedSubscription; delivery: Delivery; outcome: DeliveryOutcome; at: number; wall: number }

/** Unsorted. `messages` is planned deliveries times recipients; `failed` counts what didn’t reach everyone. */
export type DayPlan = {
  day: number
  planned: Planned[]
  sent: Sent[]
  confirmed: number
  messages: number
  failed: number
}

export type Plan = {
  days: Map<number, DayPlan>
  /** 7 × 24 counts from Monday midnight on. */
  hours: number[]
  /** 7 × 24 counts: the most deliveries in one minute of that hour. */
  peaks: number[]
  minutes: Map<number, number>
  /** Without those of the past. */
  total: number
  totalSent: number
  onTheHour: number
  /** Subscriptions with more deliveries than the limit. */
  truncated: number
}

function zeroes(): number[] {
  return Array.from({ length: 168 }, () => 0)
}

export function emptyPlan(): Plan {
  return {
    days: new Map(),
    hours: zeroes(),
    peaks: zeroes(),
    minutes: new Map(),
    total: 0,
    totalSent: 0,
    onTheHour: 0,
    truncated: 0,
  }
}

/** From `from` and before `to`, in milliseconds since 1970. Days are local to `zone`. */
export type PlanRange = { from: number; to: number; now: number; zone: string; scheduleRules: ScheduleRules }

/** Never reached in six weeks, because no schedule delivers more than once a day. */
export const maxPerSubscription = 400

function dayOf(plan: Plan, day: number): DayPlan {
  const known = plan.days.get(day)
  if (known) return known
  const added: DayPlan = { day, planned: [], sent: [], confirmed: 0, messages: 0, failed: 0 }
  plan.days.set(day, added)
  return added
}

function addSent(plan: Plan, analyzed: AnalyzedSubscription, { from, to, zone }: PlanRange): void {
  for (const delivery of analyzed.recentDeliveries ?? []) {
    const at = deliveredAt(delivery)?.getTime()
    if (at === undefined || at < from || at >= to) continue
    const wall = wallTime(at, zone === 'UTC' ? null : zone)
    const outcome = outcomeOf(delivery)
    const ofDay = dayOf(plan, Math.floor(wall / dayMs))
    ofDay.sent.push({ analyzed, delivery, outcome, at, wall })
    if (outcome === 'failed' || outcome === 'partial') ofDay.failed += 1
    plan.totalSent += 1
  }
}

export function addToPlan(plan: Plan, analyzed: AnalyzedSubscription, range: PlanRange): void {
  const { from, to, now, zone, scheduleRules } = range
  addSent(plan, analyzed, range)
  const options = { now, from: Math.max(from, now), to, limit: maxPerSubscription, scheduleRules }
  const { upcoming, hasMore } = forecastDeliveries(analyzed.subscription, options)
  if (hasMore) plan.truncated += 1
  for (const { at, isConfirmed } of upcoming) {
    const wall = wallTime(at, zone === 'UTC' ? null : zone)
    const day = Math.floor(wall / dayMs)
    const time = wall - day * dayMs
    const ofDay = dayOf(plan, day)
    ofDay.planned.push({ analyzed, at, wall, isConfirmed })
    ofDay.messages += analyzed.recipients.list.length
    if (isConfirmed) ofDay.confirmed += 1
    const slot = weekdayOf(day) * 24 + Math.floor(time / 3_600_000)
    const minute = Math.floor(at / 60_000)
    const together = (plan.minutes.get(minute) ?? 0) + 1
    plan.minutes.set(minute, together)
    plan.hours[slot] = (plan.hours[slot] ?? 0) + 1
    plan.peaks[slot] = Math.max(plan.peaks[slot] ?? 0, together)
    plan.total += 1
    if (Math.floor(time / 60_000) % 60 === 0) plan.onTheHour += 1
  }
}

/** What was sent, then what is planned. */
export function inOrder({ planned, sent }: DayPlan): (Planned | Sent)[] {
  return [...sent, ...planned].toSorted((one, other) => one.at - other.at || (one.analyzed.name < other.analyzed.name ? -1 : 1))
}
