import { dayMs, weekdayOf } from '#features/schedule/calendar.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { forecastDeliveries } from '#features/schedule/forecastDeliveries.ts'
import { wallTime } from '#features/schedule/zoneTime.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'

/** `at` in milliseconds since 1970; `wall` is the local time in the selected zone as if it were UTC. */
export type Planned = { analyzed: AnalyzedSubscription; at: number; wall: number; isConfirmed: boolean }

/** Unsorted. `messages` is deliveries times recipients. */
export type DayPlan = { day: number; planned: Planned[]; confirmed: number; messages: number }

export type Plan = {
  days: Map<number, DayPlan>
  /** 7 × 24 counts from Monday midnight on. */
  hours: number[]
  /** 7 × 24 counts: the most deliveries in one minute of that hour. */
  peaks: number[]
  minutes: Map<number, number>
  total: number
  onTheHour: number
  /** Subscriptions with more deliveries than the limit. */
  truncated: number
}

function zeroes(): number[] {
  return Array.from({ length: 168 }, () => 0)
}

export function emptyPlan(): Plan {
  return { days: new Map(), hours: zeroes(), peaks: zeroes(), minutes: new Map(), total: 0, onTheHour: 0, truncated: 0 }
}

/** From `from` and before `to`, in milliseconds since 1970. Days are local to `zone`. */
export type PlanRange = { from: number; to: number; now: number; zone: string; scheduleRules: ScheduleRules }

/** Never reached in six weeks, because no schedule delivers more than once a day. */
export const maxPerSubscription = 400

export function addToPlan(plan: Plan, analyzed: AnalyzedSubscription, { from, to, now, zone, scheduleRules }: PlanRange): void {
  const options = { now, from: Math.max(from, now), to, limit: maxPerSubscription, scheduleRules }
  const { upcoming, hasMore } = forecastDeliveries(analyzed.subscription, options)
  if (hasMore) plan.truncated += 1
  for (const { at, isConfirmed } of upcoming) {
    const wall = wallTime(at, zone === 'UTC' ? null : zone)
    const day = Math.floor(wall / dayMs)
    const time = wall - day * dayMs
    let ofDay = plan.days.get(day)
    if (!ofDay) plan.days.set(day, (ofDay = { day, planned: [], confirmed: 0, messages: 0 }))
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

export function inOrder({ planned }: DayPlan): Planned[] {
  return planned.toSorted((one, other) => one.at - other.at || (one.analyzed.name < other.analyzed.name ? -1 : 1))
}
