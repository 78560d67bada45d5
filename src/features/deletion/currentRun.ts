import type { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import { type Control, createControl } from '#lib/control.ts'
import { createPace } from '#lib/pace.ts'
import { withTabLock } from '#lib/tabLock.ts'
import { deletionLock, receiptLock } from './locks.ts'
import { type Counts, type Outcome, type Receipt, type ReceiptRow } from '#storage/receipts.ts'
import { countOutcomes } from './subjects.ts'
import type { ReceiptLog } from '#storage/receipts.ts'
import { runDeletion } from './runDeletion.ts'
import { recordings } from './deletionMessages.ts'

export type RunPhase = Phase | { kind: 'queued' } | { kind: 'paused'; why: ApiError | null } | { kind: 'ended' }

/** The deletion of this tab. `pace` is recordings per second, null until known. */
export type Run = {
  connection: ApiConnection
  receipt: Receipt
  rows: readonly ReceiptRow[]
  counts: Counts
  phase: RunPhase
  /** Cancel was pressed; the last request may still be pending. */
  isCancelled: boolean
  pace: number | null
  /** Message if the receipt could not be saved. */
  problem: string | null
}

export type RunOptions = {
  connection: ApiConnection
  receipt: Receipt
  rows: readonly ReceiptRow[]
  /** Only rows with one of these outcomes are deleted. */
  outcomes: ReadonlySet<Outcome>
  /** Whether an earlier run may already have requested some of them. */
  isRetry: boolean
  log: ReceiptLog
  /** Called at most a few times per second. */
  onGone: (ids: ReadonlySet<string>) => void
  onSettled: (rows: readonly ReceiptRow[]) => void
  onEnd: (run: Run) => void
}

let run: Run | null = null
let control: Control<ApiError> | null = null
let currentConnection: { connection: ApiConnection } | null = null
const listeners = new Set<() => void>()

function set(change: Run | null) {
  run = change
  for (const listener of listeners) listener()
}

function update(change: Partial<Run>) {
  if (run) set({ ...run, ...change })
}

/** Fits useSyncExternalStore. */
export const currentRun = {
  get: () => run,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}

export function isRunning(): boolean {
  return run !== null && run.phase.kind !== 'ended'
}

export function pauseRun() {
  control?.pause(null)
}

/** Takes the connection again, because its key may have been corrected during the pause. */
export function resumeRun(connection: ApiConnection) {
  if (currentConnection) currentConnection.connection = connection
  control?.resume()
}

export function cancelRun() {
  control?.cancel()
}

/** Hides a finished run; its receipt stays stored. */
export function dismissRun() {
  if (!isRunning()) set(null)
}

const flushEveryMs = 150
const rowsPerWrite = 2000
const notSavedMessage = 'This browser couldn’t save the receipt. Download it before you close the page.'

/** Starts the only deletion of this tab. All rows are saved before the first request, then each outcome as it arrives. */
export async function startRun({
  connection,
  receipt: before,
  rows: initialRows,
  outcomes,
  isRetry,
  log,
  onGone,
  onSettled,
  onEnd,
}: RunOptions): Promise<void> {
  if (isRunning()) return
  const receipt = { ...before, finishedAt: null }
  let rows = initialRows.map((row) => (outcomes.has(row.outcome) ? { ...row, outcome: 'waiting' as const, why: null } : row))
  let changed = new Map<number, ReceiptRow>()
  let gone = new Set<string>()
  let writing: Promise<unknown> = Promise.resolve()
  let phase: RunPhase = { kind: 'working' }
  const pace = createPace()
  const latest = { connection }
  currentConnection = latest
  const queueAbort = new AbortController()

  const runControl = createControl<ApiError>(() => {
    if (runControl.isCancelled()) queueAbort.abort()
    pace.restart()
    show()
  })
  control = runControl

  function shownPhase(): RunPhase {
    const state = runControl.state()
    return phase.kind !== 'ended' && state.paused && !runControl.isCancelled() ? { kind: 'paused', why: state.why } : phase
  }

  function show() {
    update({ phase: shownPhase(), isCancelled: runControl.isCancelled() })
  }

  function write(saved: Receipt, changedRows: readonly ReceiptRow[]) {
    writing = writing.then(() => log.save(saved, changedRows)).catch(() => update({ problem: notSavedMessage }))
  }

  let flushed = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  function flush() {
    clearTimeout(timer)
    timer = undefined
    flushed = Date.now()
    if (changed.size === 0) return
    rows = rows.map((row) => changed.get(row.index) ?? row)
    changed = new Map()
    const counts = countOutcomes(rows)
    update({ rows, counts, pace: pace.mark(rows.length - counts.waiting) })
    if (gone.size > 0) onGone(gone)
    gone = new Set()
  }

  const byId = new Map(rows.map((row) => [row.recordingId, row]))
  function settle(ids: readonly string[], outcome: Outcome, why: string | null) {
    const time = new Date().toISOString()
    const settled = ids.flatMap((id) => {
      const row = byId.get(id)
      return row ? [{ ...row, outcome, why, at: time }] : []
    })
    for (const row of settled) {
      changed.set(row.index, row)
      if (outcome === 'deleted' || outcome === 'already gone') gone.add(row.recordingId)
    }
    write(receipt, settled)
    onSettled(settled)
    const wait = flushed + flushEveryMs - Date.now()
    if (wait <= 0) flush()
    else timer ??= setTimeout(flush, wait)
  }

  set({ connection, receipt, rows, counts: countOutcomes(rows), phase, isCancelled: false, pace: null, problem: null })
  for (let start = 0; start < rows.length; start += rowsPerWrite) write(receipt, rows.slice(start, start + rowsPerWrite))
  await writing

  const work = async () => {
    const ids = rows.flatMap(({ outcome, recordingId }) => (outcome === 'waiting' ? [recordingId] : []))
    await runDeletion({
      connection: () => latest.connection,
      ids,
      requestedBefore: isRetry ? new Set(ids) : new Set(),
      control: runControl,
      label: `Deleting ${recordings(receipt.total)}`,
      onPhase(next) {
        if (next.kind === phase.kind && next.kind === 'working') return
        phase = next
        show()
      },
      onOutcome: settle,
    })
  }
  try {
    await withTabLock(
      deletionLock,
      () => withTabLock(receiptLock(receipt.id), work, () => undefined, queueAbort.signal),
      () => {
        phase = { kind: 'queued' }
        show()
      },
      queueAbort.signal,
    )
  } catch {
    settle(
      rows.flatMap(({ outcome, recordingId }) => (outcome === 'waiting' ? [recordingId] : [])),
      'not attempted',
      null,
    )
  }
  flush()
  phase = { kind: 'ended' }
  const finished = { ...receipt, finishedAt: new Date().toISOString() }
  write(finished, [])
  await writing
  update({ receipt: finished, phase, pace: null })
  if (run) onEnd(run)
}
