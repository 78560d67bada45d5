import type { Connection } from '#storage/connections.ts'
import { describeSchedule } from '#features/schedule/describeSchedule.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { forecastDeliveries } from '#features/schedule/forecastDeliveries.ts'
import { outcomeLabel } from '#features/schedule/lintDelivery.ts'
import { type Cell, toCsv } from '#lib/csv.ts'
import { inSlices } from '#lib/inSlices.ts'
import { createTextPieces } from '#lib/textPieces.ts'
import { resourceName } from '#features/schedule/subscriptionName.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { ownerName } from '../ownerName.ts'

/** `coverage`: how complete the export is. `now` in milliseconds since 1970. */
export type TableFacts = {
  connection: Pick<Connection, 'host' | 'projectId' | 'projectName' | 'zone'>
  coverage: string
  now: number
  scheduleRules: ScheduleRules
}

function rowOf(
  { subscription, state, name, recipients, problems, lastDelivery }: AnalyzedSubscription,
  { connection, now, scheduleRules }: TableFacts,
) {
  const [next] = forecastDeliveries(subscription, { now, limit: 1, scheduleRules }).upcoming
  return {
    id: subscription.id,
    name,
    state,
    delivers: resourceName(subscription),
    schedule: describeSchedule(subscription, connection.zone, { now, scheduleRules }),
    next_delivery: next ? new Date(next.at).toISOString() : null,
    next_is: next ? (next.isConfirmed ? 'confirmed' : 'predicted') : null,
    last_delivery: (lastDelivery?.finishedAt ?? lastDelivery?.createdAt)?.toISOString() ?? null,
    last_delivery_was:
      lastDelivery === undefined ? 'not checked' : lastDelivery === null ? 'none yet' : outcomeLabel(lastDelivery),
    target: subscription.targetType,
    recipients: recipients.list.map(({ label }) => label),
    owner: ownerName(subscription.createdBy),
    created: subscription.createdAt?.toISOString() ?? null,
    problems: problems.map(({ title, why }) => `${title}: ${why}`),
  }
}

function fileFacts({ connection, coverage, now }: TableFacts) {
  return {
    host: connection.host,
    project_id: connection.projectId,
    project_name: connection.projectName,
    project_zone: connection.zone,
    time_zone: 'UTC',
    coverage,
    exported_at: new Date(now).toISOString(),
  }
}

function cell(value: string | string[] | null): Cell {
  return Array.isArray(value) ? value.join('; ') : value
}

/**
 * CSV with one row per subscription, times as ISO in UTC, and the file facts in every row. Safe in spreadsheets (see toCsv).
 * Works in slices; rejects with the reason of an aborted `signal`.
 */
export async function subscriptionsCsv(
  shown: readonly AnalyzedSubscription[],
  facts: TableFacts,
  signal?: AbortSignal,
): Promise<Blob> {
  const pieces = createTextPieces()
  let isFirst = true
  await inSlices(
    shown,
    (analyzed) => {
      const row = { ...rowOf(analyzed, facts), ...fileFacts(facts) }
      if (isFirst) pieces.add(toCsv([Object.keys(row)]))
      isFirst = false
      pieces.add(toCsv([Object.values(row).map(cell)]))
    },
    signal,
  )
  if (isFirst) pieces.add(toCsv([Object.keys(fileFacts(facts))]))
  return pieces.blob()
}

/** As JSON: file facts first, then subscriptions. Contains no keys and no webhook URLs. */
export async function subscriptionsJson(
  shown: readonly AnalyzedSubscription[],
  facts: TableFacts,
  signal?: AbortSignal,
): Promise<Blob> {
  const head = JSON.stringify({ kind: 'replay-desk-subscriptions', ...fileFacts(facts) }, null, 2)
  const pieces = createTextPieces()
  let isFirst = true
  pieces.add(head.replace(/\n\}$/, ',\n  "subscriptions": ['))
  await inSlices(
    shown,
    (analyzed) => {
      pieces.add(`${isFirst ? '' : ','}\n${JSON.stringify(rowOf(analyzed, facts), null, 2).replaceAll(/^/gm, '    ')}`)
      isFirst = false
    },
    signal,
  )
  pieces.add(isFirst ? ']\n}\n' : '\n  ]\n}\n')
  return pieces.blob()
}
