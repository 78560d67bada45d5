import { Cancelled } from '#lib/control.ts'
import { checkCandidates } from './checkCandidates.ts'
import { fillDetails } from './fillDetails.ts'
import { findCandidates } from './findCandidates.ts'
import { remainingCount, type Scan } from '#storage/scan.ts'
import type { ScanWork } from './scanWork.ts'

/** A signal that stays set until the next `wait`. */
function createSignal() {
  let wake: (() => void) | null = null
  let isSet = false
  return {
    set: () => {
      isSet = true
      wake?.()
    },
    wait: async () => {
      if (!isSet) await new Promise<void>((resolve) => (wake = resolve))
      isSet = false
      wake = null
    },
  }
}

/**
 * Scans a project for public recordings, or continues an interrupted scan: finds candidates, checks them meanwhile, then fetches
 * their details. Results are saved as they arrive. Errors that affect every request pause through the control, others fail one
 * recording. Resolves to the ended scan, which is "complete" only if nothing remains unchecked. Rejects if storage fails.
 */
export async function runScan(work: ScanWork): Promise<Scan> {
  const signal = createSignal()
  let isFindingDone = false
  const finding = findCandidates(work, signal.set).finally(() => {
    isFindingDone = true
    signal.set()
  })
  const checking = checkCandidates(work, () => isFindingDone, signal.wait)
  let isCancelled = false
  try {
    await waitForBoth(work, finding, checking)
    await fillDetails(work)
  } catch (thrown) {
    if (!(thrown instanceof Cancelled)) throw thrown
    isCancelled = true
  }
  await work.write(() => {
    const finishedAt = new Date().toISOString()
    const end = isCancelled || remainingCount(work.current().counts) > 0 ? 'cancelled' : 'complete'
    const revision = work.current().revision + Number(work.rereads.takePending())
    return work.store.finish(work.change({ end, finishedAt, cursor: null, status: { kind: 'working' }, revision }))
  })
  return work.current()
}

/** If one fails, the other is cancelled. Throws the failure rather than the cancellation. */
async function waitForBoth({ control }: ScanWork, ...parts: Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(
    parts.map((one) =>
      one.catch((thrown: unknown) => {
        if (!(thrown instanceof Cancelled)) control.cancel()
        throw thrown
      }),
    ),
  )
  const reasons: unknown[] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  const [reason = null] = reasons.toSorted((one, other) => Number(one instanceof Cancelled) - Number(other instanceof Cancelled))
  if (reason !== null) throw reason
}
