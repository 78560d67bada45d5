import { asApiError } from '#api/http/errors.ts'
import { walkPages } from '#api/http/walkPages.ts'
import type { SendOptions } from '#api/http/request.ts'
import { pausesOnNothing, retryInBackground } from '#api/http/retryInBackground.ts'
import type { RecordingFilters } from '#api/recordings/recordingFilters.ts'
import { listRecordings, type Recording } from '#api/recordings/recordings.ts'
import { signalsOfRows } from '#features/signals/signalsOfRows.ts'
import type { Connection } from '#storage/connections.ts'
import type { SessionSignals } from '#storage/sessionSignals.ts'
import type { Job, JobView, JobWork } from '#features/jobs/job.ts'
import { newItems } from '#features/jobs/jobLog.ts'
import { showJob } from '#features/jobs/jobStore.ts'
import { startJob } from '#features/jobs/startJob.ts'
import { Cancelled } from '#lib/control.ts'
import { counted } from '#lib/format.ts'
import { newId } from '#lib/newId.ts'
import { type ExportFormat, writeExport } from './writeExport.ts'

/** The one item of an export: its file. */
const file = 'file'

const outcomeLabels: Record<string, string> = { exported: 'Exported', incomplete: 'Incomplete', discarded: 'Discarded' }

function summary({ items, counted: rows }: Job): string {
  const [item] = items
  if (item?.outcome === 'discarded') return 'Export discarded'
  return `${counted(rows ?? 0, 'row')} exported${item?.why ? `, incomplete: ${item.why.replace(/\.$/, '')}` : ''}`
}

const view: JobView = {
  title: 'Export recordings',
  noun: 'row',
  nouns: 'rows',
  outcomeLabel: (outcome) => outcomeLabels[outcome] ?? 'Not exported',
  retryable: new Set(),
  note: 'Keep this tab open until the file is downloaded.',
  cancelLabel: 'Stop and keep rows so far',
  discardLabel: 'Discard',
  isLostOnClose: true,
  summary,
}

/** What has arrived. `signalsWhy`: why the rest has no signals. */
type Arrived = { rows: Map<string, Recording>; signals: Map<string, SessionSignals>; signalsWhy: string | null }

/** A refusal of SQL ends the signals, not the export. Throws Cancelled. */
async function fetchSignals(work: JobWork, rows: readonly Recording[], arrived: Arrived): Promise<void> {
  if (arrived.signalsWhy !== null) return
  try {
    const send = (sendOptions: SendOptions) => signalsOfRows(work.connection(), rows, sendOptions)
    for (const [id, signals] of await retryInBackground(work, send, { pauseOn: pausesOnNothing }))
      arrived.signals.set(id, signals)
  } catch (error) {
    if (error instanceof Cancelled) throw error
    arrived.signalsWhy = asApiError(error).message
  }
}

/** Fetches the matching recordings page by page, each once; `arrived` has what arrived, also where this throws. */
async function fetchAll(work: JobWork, question: RecordingFilters, hasSignals: boolean, arrived: Arrived): Promise<void> {
  const pages = walkPages((slice) =>
    retryInBackground(work, (sendOptions) => listRecordings(work.connection(), slice, question, sendOptions)),
  )
  for await (const page of pages) {
    for (const row of page.rows) arrived.rows.set(row.id, row)
    work.count(arrived.rows.size)
    if (hasSignals) await fetchSignals(work, page.rows, arrived)
  }
}

/** `columns`: those of signals that the file has. */
type Order = {
  connection: Connection
  question: RecordingFilters
  format: ExportFormat
  filters: string[]
  columns: readonly string[]
}

/**
 * Exports all matching recordings as a job and opens its dialog. Where fetching is stopped or fails, the file has the rows so far
 * and says that it is incomplete.
 */
export function startExport({ connection, question, format, filters, columns }: Order) {
  const id = newId()
  void startJob({
    id,
    title: 'Exporting recordings',
    connection,
    items: newItems([{ id: file, name: 'Recordings' }]),
    async perform(work) {
      const arrived: Arrived = { rows: new Map(), signals: new Map(), signalsWhy: null }
      let why: string | null = null
      work.count(0)
      try {
        await fetchAll(work, question, columns.length > 0, arrived)
      } catch (error) {
        why = error instanceof Cancelled ? 'stopped manually' : asApiError(error).message
      }
      if (work.isDiscarded()) return work.settle([file], 'discarded')
      const { rows, signals, signalsWhy } = arrived
      writeExport(connection, [...rows.values()], { format, filters, why, signals: { columns, known: signals } })
      work.settle([file], why === null && signalsWhy === null ? 'exported' : 'incomplete', why ?? signalsWhy)
    },
    view,
  })
  showJob(id)
}
