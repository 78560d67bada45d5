import * as v from 'valibot'
import { RRule, type Weekday } from 'rrule'
import { Subscription } from '../src/api/subscriptions/subscriptions.ts'
import { expandSchedule } from '#features/schedule/expandSchedule.ts'
import { weekdayNames } from '#features/schedule/weekdays.ts'
import { inSlices } from '#lib/inSlices.ts'

/** What bench/schedule.ts runs in the browser: the same subscriptions expanded by our engine and by rrule.js. */

const dayMs = 86_400_000
const from = Date.UTC(2026, 2, 15)
const to = from + 31 * dayMs

/** The same numbers at every run. */
function newDice(): (sides: number) => number {
  let state = 2026
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/**
 * As subscriptions are: many weekly, most on chosen weekdays, started within two years, some with an end. None that never
 * delivers: rrule.js would look for its first delivery until year 9999.
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

/** Called from bench/schedule.ts. */
Object.assign(window, {
  /** Does all the work of one engine, and nothing else, and says how long it took on the main thread. In milliseconds. */
  expandAll(engine: 'engine' | 'library'): number {
    const expand = engine === 'engine' ? byEngine : byLibrary
    const began = performance.now()
    times = subscriptions.map(expand)
    return performance.now() - began
  },
  /** The same by our engine as the calendar does it: in slices, with the page at hand in between. In milliseconds, waits included. */
  async expandInSlices(): Promise<number> {
    const began = performance.now()
    const found: number[][] = []
    await inSlices(subscriptions, (one) => found.push(byEngine(one)))
    times = found
    return performance.now() - began
  },
  /** Begins it, and stops it by a task in between, as leaving the screen does: how many were done until then. */
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
  /** What came out last: how many deliveries, and a number that tells two results apart. */
  outcome() {
    const all = times.flatMap((list, id) => list.map((time) => time + id))
    return { deliveries: all.length, sum: all.reduce((sum, time) => (sum * 31 + time) % 2 ** 40, 0) }
  },
})
