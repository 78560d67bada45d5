import type { Recording } from '#api/recordings/recordings.ts'
import { type Cell, toCsv } from '#lib/csv.ts'

/** Where the rows come from and how far they reach; stands in every file. */
export type ExportFacts = {
  host: string
  projectId: string
  projectName: string | null
  /** The window and the filters, in words. */
  filters: string[]
  /** ISO, UTC. */
  exportedAt: string
  /** False where the walk was stopped or broke before the last page; `why` then says so. */
  complete: boolean
  why: string | null
}

type Field = [name: string, of: (row: Recording) => Cell]

function iso(when: Date | null): string | null {
  return when?.toISOString() ?? null
}

const fields: Field[] = [
  ['id', ({ id }) => id],
  ['start_time', ({ startTime }) => iso(startTime)],
  ['end_time', ({ endTime }) => iso(endTime)],
  ['person_name', ({ person }) => person?.name ?? null],
  ['person_uuid', ({ person }) => person?.uuid ?? null],
  ['distinct_id', ({ distinctId }) => distinctId],
  ['duration_seconds', ({ recordingDuration }) => recordingDuration],
  ['active_seconds', ({ activeSeconds }) => activeSeconds],
  ['inactive_seconds', ({ inactiveSeconds }) => inactiveSeconds],
  ['click_count', ({ clickCount }) => clickCount],
  ['keypress_count', ({ keypressCount }) => keypressCount],
  ['mouse_activity_count', ({ mouseActivityCount }) => mouseActivityCount],
  ['console_log_count', ({ consoleLogCount }) => consoleLogCount],
  ['console_warn_count', ({ consoleWarnCount }) => consoleWarnCount],
  ['console_error_count', ({ consoleErrorCount }) => consoleErrorCount],
  ['activity_score', ({ activityScore }) => activityScore],
  ['start_url', ({ startUrl }) => startUrl],
  ['snapshot_source', ({ snapshotSource }) => snapshotSource],
  ['viewed', ({ viewed }) => String(viewed)],
  ['ongoing', ({ ongoing }) => String(ongoing)],
  ['expiry_time', ({ expiryTime }) => iso(expiryTime)],
]

function coverage({ complete, why }: ExportFacts, rows: number): string {
  const counted = `${rows} ${rows === 1 ? 'row' : 'rows'}`
  return complete ? `complete, ${counted}` : `stopped after ${counted}${why ? `: ${why}` : ''}`
}

/**
 * Recordings as CSV, a row each. Instants are ISO in UTC, durations in seconds, unknown values empty. The facts of the export
 * stand in the last columns of every row, so that no part of the file is without them. Safe to open in a spreadsheet.
 */
export function recordingsCsv(rows: readonly Recording[], facts: ExportFacts): string {
  const about = [facts.host, facts.projectId, facts.filters.join('; '), 'UTC', facts.exportedAt, coverage(facts, rows.length)]
  return toCsv([
    [...fields.map(([name]) => name), 'host', 'project_id', 'filters', 'time_zone', 'exported_at', 'coverage'],
    ...rows.map((row) => [...fields.map(([, of]) => of(row)), ...about]),
  ])
}

/** The same as JSON: the facts first, then the rows with their persons' properties. */
export function recordingsJson(rows: readonly Recording[], facts: ExportFacts): string {
  const about = { kind: 'replay-desk-recordings', ...facts, timeZone: 'UTC', coverage: coverage(facts, rows.length) }
  return `${JSON.stringify({ ...about, recordings: rows }, null, 2)}\n`
}
