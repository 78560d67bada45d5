import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { logActivity } from '#storage/activityLog.ts'
import { counted } from '#lib/format.ts'
import { download } from '#ui/download.ts'
import { recordingsCsv, recordingsJson } from './exportFile.ts'
import type { ExportedSignals } from './exportSignals.ts'

export type ExportFormat = 'csv' | 'json'

/** Downloads recordings as a file and logs it. `why` says why rows are missing; null if the file is complete. */
export function writeExport(
  connection: Connection,
  rows: readonly Recording[],
  { format, filters, why, signals }: { format: ExportFormat; filters: string[]; why: string | null; signals: ExportedSignals },
) {
  const { host, projectId, projectName } = connection
  const exportedAt = new Date().toISOString()
  const facts = { host, projectId, projectName, filters, exportedAt, complete: why === null, why }
  const name = `recordings-${projectId}-${exportedAt.slice(0, 19).replaceAll(':', '')}.${format}`
  if (format === 'csv') download(name, 'text/csv', recordingsCsv(rows, facts, signals))
  else download(name, 'application/json', recordingsJson(rows, facts, signals))
  const detail = `${counted(rows.length, 'recording')}${why === null ? '' : `, incomplete: ${why}`}`
  void logActivity(connection, [{ action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail }])
}
