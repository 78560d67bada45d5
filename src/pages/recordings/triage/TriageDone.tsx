import { IconDownload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { logActivity } from '#storage/activityLog.ts'
import type { Connection } from '#storage/connections.ts'
import { noteQueries } from '#storage/notes.ts'
import type { Decision } from '#storage/triage.ts'
import { counted, formatNumber } from '#lib/format.ts'
import { paths } from '#lib/paths.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { download } from '#ui/download.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { writeIds } from '../idLists.ts'
import { decisionsCsv } from './decisionsFile.ts'

type Props = {
  connection: Connection
  decisions: readonly Decision[]
  count: number
  table: string
  onNextPage: (() => void) | undefined
}

/** What stands in the place of the player when every recording of the list has been decided. */
export function TriageDone({ connection, decisions, count, table, onNextPage }: Props) {
  const chosen = decisions.filter(({ decision }) => decision === 'kept').map(({ recordingId }) => recordingId)
  const isEmpty = count === 0
  return (
    <EmptyState
      title={isEmpty ? 'No recordings match these filters' : `All recordings of this ${onNextPage ? 'page' : 'list'} are decided`}
      actions={
        <>
          {onNextPage && <Button onClick={onNextPage}>Next page</Button>}
          {chosen.length > 0 && (
            <ButtonLink
              to={paths.recordings(connection.projectId, { session_ids: writeIds(chosen), date_from: '-1y' })}
              variant={onNextPage ? 'default' : 'filled'}
            >
              Show kept recordings
            </ButtonLink>
          )}
          <ExportDecisions connection={connection} decisions={decisions} />
          <ButtonLink to={table} variant="default">
            Back to the table
          </ButtonLink>
        </>
      }
    >
      {!isEmpty &&
        `${formatNumber(chosen.length)} kept, ${formatNumber(decisions.length - chosen.length)} skipped in this project so far.`}
    </EmptyState>
  )
}

type ExportProps = { connection: Connection; decisions: readonly Decision[] }

/** Downloads all decisions about a project's recordings, with their notes. */
export function ExportDecisions({ connection, decisions }: ExportProps) {
  const queryClient = useQueryClient()
  if (decisions.length === 0) return null
  async function exportDecisions() {
    const { host, projectId } = connection
    const noted = await Promise.all(
      decisions.map(async (decision) => {
        const query = noteQueries.ofRecording({ host, projectId, recordingId: decision.recordingId })
        return { decision, notes: await queryClient.fetchQuery(query) }
      }),
    )
    const name = `triage-${projectId}-${new Date().toISOString().slice(0, 10)}.csv`
    download(name, 'text/csv', decisionsCsv(connection, noted))
    const detail = counted(decisions.length, 'decision')
    void logActivity(connection, [
      { action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail },
    ])
  }
  return (
    <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => void exportDecisions()}>
      Export decisions
    </Button>
  )
}
