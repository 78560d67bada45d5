import * as v from 'valibot'
import { deliveredAt, type LastDelivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { detectScheduleRulesInSlices } from '#features/schedule/detectScheduleRules.ts'
import { forecastDeliveries, overdueSince } from '#features/schedule/forecastDeliveries.ts'
import { outcomeOf } from '#features/schedule/lintDelivery.ts'
import { lintSchedule } from '#features/schedule/lintSchedule.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { subscriptionName } from '#features/schedule/subscriptionName.ts'
import { inSlices } from '#lib/inSlices.ts'

export const hoursAhead = 7 * 24
const hourMs = 3_600_000
const maxNamed = 20

const Named = v.object({ id: v.string(), name: v.string() })
const Overdue = v.object({ ...Named.entries, since: v.number() })
const Failed = v.object({ ...Named.entries, at: v.nullable(v.number()) })
const Ending = v.object({ ...Named.entries, why: v.string() })

/**
 * `hours` counts planned deliveries from `from` (milliseconds since 1970, a full hour) on. `checked`: of so many subscriptions this
 * browser knows the last delivery.
 */
const Ahead = v.object({
  from: v.number(),
  hours: v.array(v.number()),
  subscriptions: v.number(),
  checked: v.number(),
  overdue: v.array(Overdue),
  failed: v.array(Failed),
  ending: v.array(Ending),
})

/** `isCut`: there are more subscriptions than were read. */
export const Deliveries = v.object({ ...Ahead.entries, isCut: v.boolean() })
export type Deliveries = v.InferOutput<typeof Deliveries>

type Facts = { zone: string | null; now: number; scheduleRules: ScheduleRules }

/** Last deliveries by subscription ID, as far as they are loaded. */
type KnownDeliveries = ReadonlyMap<string, LastDelivery>

function failureOf({ delivery }: LastDelivery): { at: number | null } | null {
  if (delivery === null || !['failed', 'partial'].includes(outcomeOf(delivery))) return null
  return { at: deliveredAt(delivery)?.getTime() ?? null }
}

function endingWhy(subscription: Subscription, { zone, now, scheduleRules }: Facts): string | null {
  const context = { zone, now, scheduleRules, ownDomains: [], duplicates: new Map() }
  return lintSchedule(subscription, context).find(({ id }) => id === 'ending')?.why ?? null
}

/** The deliveries of the next seven days, as the calendar predicts them, in slices so that input stays responsive. */
export async function deliveriesAhead(
  rows: readonly Subscription[],
  { zone, now, known }: { zone: string | null; now: number; known: KnownDeliveries },
  signal: AbortSignal,
): Promise<v.InferOutput<typeof Ahead>> {
  const scheduleRules = await detectScheduleRulesInSlices(rows, zone, now, signal)
  const from = Math.floor(now / hourMs) * hourMs
  const ahead: v.InferOutput<typeof Ahead> = {
    from,
    hours: Array.from({ length: hoursAhead }, () => 0),
    subscriptions: rows.length,
    checked: 0,
    overdue: [],
    failed: [],
    ending: [],
  }
  await inSlices(
    rows,
    (one) => {
      const named = { id: one.id, name: subscriptionName(one) }
      for (const { at } of forecastDeliveries(one, { now, to: from + hoursAhead * hourMs, scheduleRules }).upcoming) {
        const hour = Math.floor((at - from) / hourMs)
        ahead.hours[hour] = (ahead.hours[hour] ?? 0) + 1
      }
      const since = overdueSince(one, now)
      if (since !== null && ahead.overdue.length < maxNamed) ahead.overdue.push({ ...named, since })
      const last = known.get(one.id)
      if (last) ahead.checked += 1
      const failure = last ? failureOf(last) : null
      if (failure !== null && ahead.failed.length < maxNamed) ahead.failed.push({ ...named, ...failure })
      const why = endingWhy(one, { zone, now, scheduleRules })
      if (why !== null && ahead.ending.length < maxNamed) ahead.ending.push({ ...named, why })
    },
    signal,
  )
  return ahead
}
