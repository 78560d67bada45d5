import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { asApiError } from '#api/http/errors.ts'
import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import type { RecordingsQuestion } from '#api/recordings/recordingFilters.ts'
import { logActivity } from '#storage/activityLog.ts'
import { download } from '#ui/download.ts'
import { recordingsCsv, recordingsJson } from './exportFile.ts'
import { type ExportProgress, fetchAllRecordings } from './fetchAllRecordings.ts'

/** Rows that are already loaded, or everything that matches. */
export type ExportScope = { rows: readonly Recording[] } | { question: RecordingsQuestion }
export type ExportFormat = 'csv' | 'json'

type ExportRequest = { scope: ExportScope; format: ExportFormat; filters: string[] }

/** Downloads recordings as a file. If fetching stops or fails, the file has the rows so far and says that it is incomplete. */
export function useExport(connection: Connection) {
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  const controller = useRef<AbortController>(null)

  const exporting = useMutation({
    mutationFn: async ({ scope, format, filters }: ExportRequest) => {
      const stop = new AbortController()
      controller.current = stop
      let rows: readonly Recording[] = []
      let why: string | null = null
      try {
        if ('rows' in scope) rows = scope.rows
        else {
          await fetchAllRecordings(connection, scope.question, stop.signal, (next) => {
            rows = next.rows
            setProgress(next)
          })
        }
      } catch (error) {
        const { kind, message } = asApiError(error)
        why = kind === 'aborted' ? 'stopped manually' : message
      }
      const facts = {
        host: connection.host,
        projectId: connection.projectId,
        projectName: connection.projectName,
        filters,
        exportedAt: new Date().toISOString(),
        complete: why === null,
        why,
      }
      const name = `recordings-${connection.projectId}-${facts.exportedAt.slice(0, 19).replaceAll(':', '')}.${format}`
      if (format === 'csv') download(name, 'text/csv', recordingsCsv(rows, facts))
      else download(name, 'application/json', recordingsJson(rows, facts))
      const detail = `${rows.length} ${rows.length === 1 ? 'recording' : 'recordings'}${why === null ? '' : `, incomplete: ${why}`}`
      void logActivity(connection, [
        { action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail },
      ])
      setProgress(null)
      return { rows: rows.length, why }
    },
  })
  return { exporting, progress, stop: () => controller.current?.abort() }
}
