import { asApiError } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { listRecordings } from '#api/recordings/recordings.ts'
import { defaultFilters } from '#api/recordings/recordingFilters.ts'
import { Cancelled } from '#lib/control.ts'
import type { ScanWork } from './scanWork.ts'
import { detailsOf } from './rowFields.ts'
import { type ShareRow } from '#storage/shareRow.ts'
import { failsEveryStrategy } from './strategies.ts'

const idsPerCall = 100
const workerName = 'details'

/**
 * Fetches person, start and duration of public recordings that came without them, a hundred per call. If the list fails, the scan
 * notes why and continues. Throws Cancelled.
 */
export async function fillDetails(work: ScanWork): Promise<void> {
  const { rows } = await work.store.rows(work.scan.id)
  const unknown = rows.filter(({ state, isListed }) => state === 'public' && isListed === null)
  try {
    for (let start = 0; start < unknown.length; start += idsPerCall)
      await fillRows(work, unknown.slice(start, start + idsPerCall))
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown
    const detailsProblem = errorSentence(asApiError(thrown))
    await work.write(() => work.store.saveScan(work.change({ detailsProblem })))
  } finally {
    work.idle(workerName)
  }
}

async function fillRows(work: ScanWork, rows: readonly ShareRow[]): Promise<void> {
  const filters = { ...defaultFilters, ids: rows.map(({ id }) => id) }
  const slice = { limit: rows.length, offset: 0 }
  const list = await retryInBackground(
    work.retryOptions(workerName),
    (sendOptions) => listRecordings(work.connection(), slice, filters, { ...sendOptions, signal: work.signal }),
    {
      pauseOn: failsEveryStrategy,
    },
  )
  const known = new Map(list.rows.map((row) => [row.id, detailsOf(row)]))
  await work.write(async () => {
    // Rows may have changed meanwhile, so the details are merged into their current state.
    const now = (await work.store.rows(work.scan.id, filters.ids)).rows
    await work.store.saveRows(
      now.map((row) => ({ ...row, details: known.get(row.id) ?? row.details, isListed: known.has(row.id) })),
    )
    const isDue = work.rereads.isDue(now.length)
    await work.store.saveScan(work.change({ revision: work.current().revision + Number(isDue) }))
  })
}
