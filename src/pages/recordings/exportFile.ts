import type { Recording } from '#api/recordings/recordings.ts'
import { type Cell, toCsv } from '#lib/csv.ts'
import { type ExportedSignals, signalCells, signalNamesOf } from './exportSignals.ts'

/** Where the rows come from and whether they are complete. Part of every file. */
export type ExportFacts = {
  host: string
  projectId: string
  projectName: string | null
  /** The date range and the filters as people read them. */
  filters: string[]
  /** ISO 8601 in UTC. */
  exportedAt: string
  /** False if fetching stopped before the last page; `why` then has the reason. */
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

function coverage({ complete, why }: ExportFacts, rows: readonly Recording[], signals: ExportedSignals): string {
  const counted = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`
  const known = rows.filter(({ id }) => signals.known.has(id)).length
  const ofSignals = signals.columns.length === 0 || known === rows.length ? '' : `, signals of ${known}`
  return complete ? `complete, ${counted}${ofSignals}` : `stopped after ${counted}${ofSignals}${why ? `: ${why}` : ''}`
}

/**
 * Recordings as CSV, one per row. Dates are ISO 8601 in UTC, durations in seconds, unknown values empty. The last columns of
 * every row repeat the facts of the export. Safe to open in a spreadsheet.
 */
export function recordingsCsv(rows: readonly Recording[], facts: ExportFacts, signals: ExportedSignals): string {
  const about = [facts.host, facts.projectId, facts.filters.join('; '), 'UTC', facts.exportedAt, coverage(facts, rows, signals)]
  return toCsv([
    [
      ...fields.map(([name]) => name),
      ...signalNamesOf(signals),
      'host',
      'project_id',
      'filters',
      'time_zone',
      'exported_at',
      'coverage',
    ],
    ...rows.map((row) => [...fields.map(([, of]) => of(row)), ...signalCells(signals, row.id), ...about]),
  ])
}

/** Recordings as JSON: the facts first, then the rows with their persons' properties and, by name, their signals. */
export function recordingsJson(rows: readonly Recording[], facts: ExportFacts, signals: ExportedSignals): string {
  const about = { kind: 'replay-desk-recordings', ...facts, timeZone: 'UTC', coverage: coverage(facts, rows, signals) }
  const names = signalNamesOf(signals)
  const recordings = rows.map((row) => {
    const cells = signalCells(signals, row.id)
    return names.length === 0 ? row : { ...row, signals: Object.fromEntries(names.map((name, index) => [name, cells[index]])) }
  })
  return `${JSON.stringify({ ...about, recordings }, null, 2)}\n`
}
