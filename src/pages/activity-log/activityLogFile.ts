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

/** `filters` are sentences; `exportedAt` is an ISO instant in UTC. */
export type ActivityLogContext = { exportedAt: string; filters: readonly string[] }

/** One row per entry, instants as ISO in UTC. Safe to open in a spreadsheet (see toCsv). */
export function activityLogCsv(entries: readonly ActivityEntry[]): string {
  return toCsv([fields.map(([name]) => name), ...entries.map((entry) => fields.map(([, of]) => of(entry)))])
}

/** Contains no API key and no full link. */
export function activityLogJson(entries: readonly ActivityEntry[], context: ActivityLogContext): string {
  return `${JSON.stringify({ kind: 'replay-desk-activity-log', ...context, entries }, null, 2)}\n`
}
