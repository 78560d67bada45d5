import { asApiError } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { readSharing } from '#api/sharing/sharing.ts'
import { Cancelled } from '#lib/control.ts'
import { changeOf } from './compareScans.ts'
import type { ScanCounts } from '#storage/scan.ts'
import type { ScanWork } from './scanWork.ts'
import { linkOf } from './rowFields.ts'
import { type ShareRow } from '#storage/shareRow.ts'
import type { Candidate } from '#storage/shareRow.ts'

type Counter = Exclude<keyof ScanCounts, 'seen'>
type Outcome = { id: string; counter: Counter; row: ShareRow | null }

/** Fits PostHog’s limits (posthog-api.md#e3-rate-limits). */
const maxConcurrent = 4
const rowsPerBatch = 200
const flushEveryMs = 250

function rowOf(work: ScanWork, candidate: Candidate): ShareRow {
  const previousRow = work.previous?.rows.get(candidate.id)
  return {
    scanId: work.scan.id,
    id: candidate.id,
    state: 'failed',
    token: null,
    sharedSince: null,
    hasPassword: null,
    showsInspector: false,
    details: candidate.details ?? previousRow?.details ?? null,
    isListed: candidate.details ? true : null,
    distinctId: candidate.distinctId,
    startTime: candidate.startTime,
    checkedAt: new Date().toISOString(),
    change: null,
    isClosedHere: false,
    why: null,
  }
}

/** A recording that was public in the previous scan stays in the table, with its last link. */
function closedRow(work: ScanWork, candidate: Candidate): ShareRow | null {
  const previousRow = work.previous?.rows.get(candidate.id)
  if (!previousRow) return null
  const { token, sharedSince, hasPassword } = previousRow
  return { ...rowOf(work, candidate), state: 'closed', token, sharedSince, hasPassword, change: 'closed' }
}

/** Throws Cancelled. */
async function checkCandidate(work: ScanWork, candidate: Candidate, worker: string): Promise<Outcome> {
  const { id } = candidate
  try {
    const sharing = await retryInBackground(work.retryOptions(worker), (sendOptions) =>
      readSharing(work.connection(), id, { ...sendOptions, signal: work.signal }),
    )
    if (!sharing.enabled) return { id, counter: 'notShared', row: closedRow(work, candidate) }
    work.onShared(id, sharing)
    const link = linkOf(sharing, new Date().toISOString())
    return {
      id,
      counter: 'shared',
      row: { ...rowOf(work, candidate), ...link, state: 'public', change: changeOf(work.previous, id, sharing) },
    }
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown
    const error = asApiError(thrown)
    if (error.kind === 'not-found' || error.kind === 'gone') return { id, counter: 'gone', row: closedRow(work, candidate) }
    return { id, counter: 'failed', row: { ...rowOf(work, candidate), why: errorSentence(error) } }
  }
}

function withOutcomes(counts: ScanCounts, outcomes: readonly Outcome[]): ScanCounts {
  const counted = { ...counts }
  for (const { counter } of outcomes) counted[counter] += 1
  return counted
}

function saveOutcomes(work: ScanWork, outcomes: readonly Outcome[]): Promise<void> {
  return work.write(() => {
    const { counts, revision } = work.current()
    const isDue = work.rereads.isDue(outcomes.filter(({ row }) => row !== null).length)
    const scan = work.change({ counts: withOutcomes(counts, outcomes), revision: isDue ? revision + 1 : revision })
    return work.store.saveChecked(scan, outcomes)
  })
}

/** Checks a batch and saves results as they arrive, also during a pause and before a cancel. Throws Cancelled. */
async function checkBatch(work: ScanWork, batch: readonly Candidate[]): Promise<void> {
  const unsaved: Outcome[] = []
  const writes: Promise<void>[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush() {
    clearTimeout(timer)
    timer = undefined
    if (unsaved.length === 0) return
    const saving = saveOutcomes(work, unsaved.splice(0))
    saving.catch(() => undefined) // rethrown below, when all pending requests have settled
    writes.push(saving)
  }

  const queue = batch.values()
  async function checkNext(worker: string) {
    try {
      for (const candidate of queue) {
        unsaved.push(await checkCandidate(work, candidate, worker))
        timer ??= setTimeout(flush, flushEveryMs)
      }
    } finally {
      work.idle(worker)
    }
  }

  const workers = Array.from({ length: maxConcurrent }, (_, index) => `check ${index}`)
  const results = await Promise.allSettled(workers.map(checkNext))
  flush()
  await Promise.all(writes)
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

/** Checks all candidates until finding has ended and none remain. Throws Cancelled. */
export async function checkCandidates(
  work: ScanWork,
  isFindingDone: () => boolean,
  waitForMore: () => Promise<void>,
): Promise<void> {
  for (;;) {
    const isLast = isFindingDone()
    const batch = await work.store.uncheckedCandidates(work.scan.id, rowsPerBatch)
    if (batch.length > 0) await checkBatch(work, batch)
    else if (isLast) return
    else await waitForMore()
  }
}
