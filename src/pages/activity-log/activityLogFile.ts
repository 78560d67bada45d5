import type { ActivityEntry } from '#storage/activityLog.ts'
import { type Cell, toCsv } from '#lib/csv.ts'

const fields: [name: string, of: (entry: ActivityEntry) => Cell][] = [
  ['at', ({ at }) => at],
  ['action', ({ action }) => action],
  ['outcome', ({ outcome }) => outcome],
  ['kind', ({ kind }) => kind],
  ['subject', ({ subject }) => subject],
  ['subject_name', ({ subjectName }) => subjectName],
  ['detail', ({ detail }) => detail],
  ['link_end', ({ linkEnd }) => linkEnd],
  ['owner', ({ owner }) => owner],
  ['host', ({ host }) => host],
  ['project_id', ({ projectId }) => projectId],
  ['project_name', ({ projectName }) => projectName],
  ['id', ({ id }) => id],
]

/** What a trail's file says of itself besides its entries. `filters` are sentences; `exportedAt` is ISO, UTC. */
export type ActivityLogContext = { exportedAt: string; filters: readonly string[] }

/** Entries as CSV, a row each, instants as ISO in UTC. Safe to open in a spreadsheet (see toCsv). */
export function activityLogCsv(entries: readonly ActivityEntry[]): string {
  return toCsv([fields.map(([name]) => name), ...entries.map((entry) => fields.map(([, of]) => of(entry)))])
}

/** The same as JSON, with what was left out of it by filters. Holds no key and no whole link. */
export function activityLogJson(entries: readonly ActivityEntry[], context: ActivityLogContext): string {
  return `${JSON.stringify({ kind: 'replay-desk-trail', ...context, entries }, null, 2)}\n`
}
