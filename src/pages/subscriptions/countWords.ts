import type { AllRows } from '#api/walkRows.ts'
import type { Subscription } from '#api/subscriptions.ts'
import type { Judged } from './judged.ts'

const counting = new Intl.NumberFormat('en')

function counted(count: number, what: string): string {
  return `${counting.format(count)} ${what}`
}

/** The screen's one sentence: how many there are, and how many of them deliver. */
export function countWords(all: AllRows<Subscription> | undefined, judged: readonly Judged[]): string {
  if (all === undefined) return 'Recurring deliveries of dashboards and insights.'
  if (all.progress.kind !== 'complete' && all.progress.kind !== 'stopped') {
    const of = all.total === null ? '' : ` of ${counting.format(all.total)}`
    return `${counting.format(all.rows.length)}${of} subscriptions so far.`
  }
  const present = judged.filter(({ state }) => state !== 'deleted')
  const states = (['active', 'overdue', 'paused', 'ended'] as const).flatMap((state) => {
    const count = present.filter((one) => one.state === state).length
    return count === 0 ? [] : [counted(count, state === 'ended' ? 'over' : state)]
  })
  const words = states.length === 0 ? '' : `: ${states.join(', ')}`
  return `${counted(all.rows.length, all.rows.length === 1 ? 'subscription' : 'subscriptions')}${words}.`
}

/** How much of the project was read, for files. */
export function coverageWords(all: AllRows<Subscription> | undefined): string {
  if (all?.progress.kind === 'complete' && !all.missing && all.unreadable === 0) return 'all of the project was read'
  const of = all?.total === null || all === undefined ? 'an unknown number' : counting.format(all.total)
  return `not all was read: ${counting.format(all?.rows.length ?? 0)} of ${of}`
}
