import { asApiError } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { readSharing } from '#api/sharing/sharing.ts'
import { Cancelled } from '#lib/control.ts'
import { changeOf } from './compareScans.ts'
import type { ScanCounts } from './scan.ts'
import type { ScanWork } from './scanWork.ts'
import { linkOf, type ShareRow } from './shareRow.ts'
import type { Candidate } from './strategies.ts'

type Part = Exclude<keyof ScanCounts, 'seen'>
type Outcome = { id: string; part: Part; row: ShareRow | null }

/** As many requests about links at a time as PostHog's limits bear (posthog-api.md#e3-rate-limits). */
const askedAtOnce = 4
const rowsPerBatch = 200
const flushEveryMs = 250

function rowOf(work: ScanWork, found: Candidate): ShareRow {
  const before = work.earlier?.rows.get(found.id)
  return {
    scanId: work.scan.id,
    id: found.id,
    state: 'failed',
    token: null,
    sharedSince: null,
    hasPassword: null,
    showsInspector: false,
    details: found.details ?? before?.details ?? null,
    isListed: found.details ? true : null,
    distinctId: found.distinctId,
    startTime: found.startTime,
    checkedAt: new Date().toISOString(),
    change: null,
    isClosedHere: false,
    why: null,
  }
}

/** A share of the scan before that is not public any more stays in sight, with the link that it had. */
function closedRow(work: ScanWork, found: Candidate): ShareRow | null {
  const before = work.earlier?.rows.get(found.id)
  if (!before) return null
  const { token, sharedSince, hasPassword } = before
  return { ...rowOf(work, found), state: 'closed', token, sharedSince, hasPassword, change: 'closed' }
}

/** Asks about one recording. Throws Cancelled. */
async function askAbout(work: ScanWork, found: Candidate, part: string): Promise<Outcome> {
  const { id } = found
  try {
    const sharing = await retryInBackground(work.retryOptions(part), (sendOptions) =>
      readSharing(work.connection(), id, { ...sendOptions, signal: work.signal }),
    )
    if (!sharing.enabled) return { id, part: 'notShared', row: closedRow(work, found) }
    work.onShared(id, sharing)
    const link = linkOf(sharing, new Date().toISOString())
    return {
      id,
      part: 'shared',
      row: { ...rowOf(work, found), ...link, state: 'public', change: changeOf(work.earlier, id, sharing) },
    }
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown
    const error = asApiError(thrown)
    if (error.kind === 'not-found' || error.kind === 'gone') return { id, part: 'gone', row: closedRow(work, found) }
    return { id, part: 'failed', row: { ...rowOf(work, found), why: errorSentence(error) } }
  }
}

function withOutcomes(counts: ScanCounts, outcomes: readonly Outcome[]): ScanCounts {
  const counted = { ...counts }
  for (const { part } of outcomes) counted[part] += 1
  return counted
}

function saveOutcomes(work: ScanWork, outcomes: readonly Outcome[]): Promise<void> {
  return work.write(() => {
    const { counts, revision } = work.current()
    const isDue = work.readings.isDue(outcomes.filter(({ row }) => row !== null).length)
    const scan = work.change({ counts: withOutcomes(counts, outcomes), revision: isDue ? revision + 1 : revision })
    return work.store.settle(scan, outcomes)
  })
}

/**
 * Asks about a batch, a few at a time. What is known is kept soon, also while the rest is paused or waits its turn, and by the
 * time it is cancelled. Throws Cancelled.
 */
async function askBatch(work: ScanWork, batch: readonly Candidate[]): Promise<void> {
  const known: Outcome[] = []
  const writing: Promise<void>[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush() {
    clearTimeout(timer)
    timer = undefined
    if (known.length === 0) return
    const kept = saveOutcomes(work, known.splice(0))
    kept.catch(() => undefined) // thrown below, once every request that is on its way has come back
    writing.push(kept)
  }

  const queue = batch.values()
  async function askOneByOne(part: string) {
    try {
      for (const found of queue) {
        known.push(await askAbout(work, found, part))
        timer ??= setTimeout(flush, flushEveryMs)
      }
    } finally {
      work.rest(part)
    }
  }

  const parts = Array.from({ length: askedAtOnce }, (_, index) => `asking ${index}`)
  const ends = await Promise.allSettled(parts.map(askOneByOne))
  flush()
  await Promise.all(writing)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Asks about all that wait, until `isOver` says that no more will come; `news` resolves when it is worth to look again. */
export async function askAll(work: ScanWork, isOver: () => boolean, news: () => Promise<void>): Promise<void> {
  for (;;) {
    const isLast = isOver()
    const batch = await work.store.waiting(work.scan.id, rowsPerBatch)
    if (batch.length > 0) await askBatch(work, batch)
    else if (isLast) return
    else await news()
  }
}
