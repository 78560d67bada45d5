import * as v from 'valibot'
import { RRule, type Weekday } from 'rrule'
import { Subscription } from '../src/api/subscriptions/subscriptions.ts'
import { expandSchedule } from '#features/schedule/expandSchedule.ts'
import { weekdayNames } from '#features/schedule/weekdays.ts'
import { inSlices } from '#lib/inSlices.ts'

/** Run by bench/schedule.ts in the browser: the same subscriptions, expanded by our engine and by rrule.js. */

const dayMs = 86_400_000
const from = Date.UTC(2026, 2, 15)
const to = from + 31 * dayMs

/** Seeded, so every run has the same numbers. */
function newDice(): (sides: number) => number {
  let state = 2026
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/**
 * Realistic subscriptions: many weekly, most on chosen weekdays, started within two years, some with an end. All deliver at
 * least once, because rrule.js would search until year 9999.
 */
function make(count: number): Subscription[] {
  const dice = newDice()
  return Array.from({ length: count }, (_, id) => {
    const frequency = ['weekly', 'weekly', 'weekly', 'weekly', 'daily', 'daily', 'monthly', 'monthly', 'monthly', 'yearly'][
      dice(10)
    ]
    const byweekday = frequency === 'yearly' || dice(3) === 0 ? null : weekdayNames.filter(() => dice(2) === 0)
    return v.parse(Subscription, {
      id,
      frequency,
      interval: dice(3) === 0 ? 1 + dice(6) : 1,
      byweekday,
      bysetpos: frequency === 'monthly' && byweekday?.length ? [1, 2, 3, 4, -1][dice(5)] : null,
      start_date: new Date(from - dice(730) * dayMs + dice(24) * 3_600_000).toISOString(),
      until_date: dice(8) === 0 ? new Date(from + (dice(400) - 100) * dayMs).toISOString() : null,
      count: dice(8) === 0 ? 1 + dice(500) : null,
    })
  })
}

const frequencies = new Map([
  ['daily', RRule.DAILY],
  ['weekly', RRule.WEEKLY],
  ['monthly', RRule.MONTHLY],
  ['yearly', RRule.YEARLY],
])
const weekdays: Weekday[] = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU]

function byLibrary({ frequency, interval, startDate, untilDate, count, byweekday, bysetpos }: Subscription): number[] {
  const rule = new RRule(
    {
      freq: frequencies.get(frequency ?? '') ?? RRule.DAILY,
      interval: interval ?? 1,
      dtstart: startDate,
      until: untilDate,
      count,
      byweekday: byweekday.length > 0 ? byweekday.flatMap((name) => weekdays[weekdayNames.indexOf(name)] ?? []) : null,
      bysetpos: byweekday.length > 0 ? bysetpos : null,
    },
    true,
  )
  return rule.between(new Date(from), new Date(to - 1), true).map((date) => date.getTime())
}

function byEngine(subscription: Subscription): number[] {
  return expandSchedule(subscription, from, to).times
}

const subscriptions = make(10_000)
let times: number[][] = []

Object.assign(window, {
  /** Expands everything with one engine; returns main-thread milliseconds. */
  expandAll(engine: 'engine' | 'library'): number {
    const expand = engine === 'engine' ? byEngine : byLibrary
    const began = performance.now()
    times = subscriptions.map(expand)
    return performance.now() - began
  },
  /** Expands in slices, as the calendar does; returns milliseconds including waits. */
  async expandInSlices(): Promise<number> {
    const began = performance.now()
    const found: number[][] = []
    await inSlices(subscriptions, (one) => found.push(byEngine(one)))
    times = found
    return performance.now() - began
  },
  /** Starts sliced work and aborts it, as leaving the page does; returns how many were done. */
  async stopInBetween(): Promise<number> {
    const stop = new AbortController()
    let done = 0
    setTimeout(() => stop.abort('left'))
    await inSlices(
      subscriptions,
      (one) => {
        byEngine(one)
        done += 1
      },
      stop.signal,
    ).catch((why: unknown) => {
      if (why !== 'left') throw why
    })
    return done
  },
  /** Delivery count and a checksum of the last run. */
  outcome() {
    const all = times.flatMap((list, id) => list.map((time) => time + id))
    return { deliveries: all.length, sum: all.reduce((sum, time) => (sum * 31 + time) % 2 ** 40, 0) }
  },
})
