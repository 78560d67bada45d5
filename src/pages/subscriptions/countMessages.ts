import type { AllRows } from '#api/http/walkPages.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { State } from '#features/schedule/stateOf.ts'
import type { AnalyzedSubscription } from './analyzeSubscription.ts'
import { formatNumber } from '#lib/format.ts'

function counted(count: number, what: string): string {
  return `${formatNumber(count)} ${what}`
}

/** The page summary. Subscriptions ended in this session are not counted. */
export function countMessage(all: AllRows<Subscription> | undefined, analyzed: readonly AnalyzedSubscription[]): string {
  if (all === undefined) return 'Recurring deliveries of dashboards and insights.'
  if (all.progress.kind !== 'complete' && all.progress.kind !== 'stopped') {
    const of = all.total === null ? '' : ` of ${formatNumber(all.total)}`
    return `${formatNumber(all.rows.length)}${of} subscriptions loaded.`
  }
  const counts = new Map<State, number>()
  let present = 0
  for (const { deleted } of all.rows) if (!deleted) present += 1
  // Rows found by a filter or shown as ended come on top of the loaded list.
  const listed = analyzed.length === all.rows.length ? null : new Set(all.rows.map(({ id }) => id))
  for (const { subscription, state } of analyzed) {
    if (listed === null || listed.has(subscription.id)) counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  const states = (['active', 'overdue', 'paused', 'ended'] as const).flatMap((state) => {
    const count = counts.get(state) ?? 0
    return count === 0 ? [] : [counted(count, state === 'ended' ? 'finished' : state)]
  })
  const message = states.length === 0 ? '' : `: ${states.join(', ')}`
  return `${counted(present, present === 1 ? 'subscription' : 'subscriptions')}${message}.`
}

function isComplete(all: AllRows<Subscription> | undefined): boolean {
  return all?.progress.kind === 'complete' && !all.missing && all.unreadable === 0
}

function loadedMessage(all: AllRows<Subscription> | undefined): string {
  const of = all?.total === null || all === undefined ? 'an unknown number of' : formatNumber(all.total)
  return `${formatNumber(all?.rows.length ?? 0)} of ${of}`
}

/** How complete an export is. `ended` is null unless ended subscriptions are included. */
export function coverageMessage(
  all: AllRows<Subscription> | undefined,
  ended: { all: AllRows<Subscription> | undefined; isUnsupported: boolean } | null,
): string {
  const message = isComplete(all) ? 'all subscriptions loaded' : `incomplete: ${loadedMessage(all)} subscriptions loaded`
  if (ended === null) return message
  if (ended.isUnsupported) return `${message}; this server doesn’t list ended subscriptions`
  return isComplete(ended.all) ? message : `${message}; ${loadedMessage(ended.all)} ended subscriptions loaded`
}
