import type { ApiError } from '#api/http/errors.ts'
import { createControl } from '#lib/control.ts'
import { createPace } from '#lib/pace.ts'
import { withTabLock } from '#lib/tabLock.ts'
import { settings } from '#storage/settings.ts'
import type { Job, JobItem, JobOrder, JobPhase, Outcome } from './job.ts'
import { countOutcomes, findJob, isRunning, jobStore, type RunningJob, updateJob, waitingIn } from './jobStore.ts'

const flushEveryMs = 150
const itemsPerWrite = 2000
const notWritten =
  'This browser couldn’t save the log of this job. Keep this tab open until it has ended: it can’t be resumed afterward.'

/** Held by the tab that runs a job, so that others know which ones are running. */
export function jobLock(id: string): string {
  return `job ${id}`
}

/**
 * Starts a job, or one that has ended again. Items are logged before the first request, and each outcome as soon as it is known.
 * Does nothing while a job of this id runs, in this tab or another. Resolves when every item has its outcome; never rejects.
 */
export async function startJob<Item extends JobItem>(order: JobOrder<Item>): Promise<void> {
  const before = findJob(order.id)
  if (before && isRunning(before.job)) return
  let items = order.items
  let changed = new Map<string, Item>()
  let writing: Promise<unknown> = Promise.resolve()
  let phase: JobPhase = { kind: 'working' }
  let { connection } = order
  const pace = createPace()
  const stopQueueing = new AbortController()
  let counted: number | null = null
  let isDiscarded = false
  const control = createControl<ApiError>(() => {
    if (control.isCancelled()) stopQueueing.abort()
    pace.restart()
    show()
  })

  let job: Job<Item> = {
    id: order.id,
    connectionId: order.connection.id,
    title: order.title,
    items,
    counts: countOutcomes(items),
    phase,
    counted,
    isCancelled: false,
    pace: null,
    problem: null,
  }
  function update(change: Partial<Job<Item>>) {
    job = { ...job, ...change }
    updateJob(job)
  }
  function show() {
    const state = control.state()
    const isPaused = phase.kind !== 'ended' && state.paused && !control.isCancelled()
    update({ phase: isPaused ? { kind: 'paused', why: state.why } : phase, isCancelled: control.isCancelled() })
  }
  function enter(next: JobPhase) {
    if (next.kind === phase.kind && next.kind === 'working') return
    phase = next
    show()
  }

  function write(some: readonly Item[], isEnded: boolean) {
    if (!order.write) return
    const { write: save } = order
    writing = writing.then(() => save(some, isEnded)).catch(() => update({ problem: order.view.notWritten ?? notWritten }))
  }

  let flushedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  function flush() {
    clearTimeout(timer)
    timer = undefined
    flushedAt = Date.now()
    if (changed.size === 0 && counted === job.counted) return
    items = items.map((item) => changed.get(item.id) ?? item)
    const settled = [...changed.values()]
    changed = new Map()
    const counts = countOutcomes(items)
    update({ items, counts, counted, pace: pace.mark(counted ?? items.length - (counts.get('waiting') ?? 0)) })
    if (settled.length > 0) order.onFlush?.(settled)
  }

  function flushSoon() {
    const wait = flushedAt + flushEveryMs - Date.now()
    if (wait <= 0) flush()
    else timer ??= setTimeout(flush, wait)
  }

  const open = new Map(items.flatMap((item) => (item.outcome === 'waiting' ? [[item.id, item] as const] : [])))
  function settle(ids: readonly string[], outcome: Outcome, why: string | null = null) {
    const at = new Date().toISOString()
    const settled = ids.flatMap((id) => {
      const item = open.get(id)
      return item && open.delete(id) ? [{ ...item, outcome, why, at }] : []
    })
    if (settled.length === 0) return
    for (const item of settled) changed.set(item.id, item)
    write(settled, false)
    order.onSettled?.(settled)
    flushSoon()
  }
  async function begin(ids: readonly string[]) {
    write(
      ids.flatMap((id) => {
        const item = open.get(id)
        return item ? [{ ...item, outcome: 'started' }] : []
      }),
      false,
    )
    await writing
  }

  // Forgotten in this tab or another, its key must not be used anymore. Nor one that was moved into the vault, which can be locked.
  const stopFollowing = settings.subscribe(() => {
    const stored = settings.get().connections.find(({ id }) => id === job.connectionId)
    if (!stored) control.cancel()
    else if (stored.keyKept === 'vault' && stored.host === connection.host) connection = { ...connection, key: '' }
  })

  const running: RunningJob = {
    job,
    view: order.view,
    pause: () => control.pause(null),
    resume(fresh) {
      // The connection may show another project by now, or lead to another host, which must not get this job.
      if (fresh?.host === connection.host) connection = { ...fresh, projectId: connection.projectId }
      control.resume()
    },
    cancel(isDiscarding = false) {
      isDiscarded = isDiscarding
      control.cancel()
    },
    retry() {
      const again = items.map((item) =>
        order.view.retryable.has(item.outcome) ? { ...item, outcome: 'waiting', why: null, at: null } : item,
      )
      void startJob({ ...order, connection, items: again })
    },
  }
  jobStore.set({ jobs: [...jobStore.get().jobs.filter((one) => one !== before), running] })

  const perform = () =>
    order.perform({
      connection: () => connection,
      items: [...open.values()],
      control,
      label: order.title,
      onPhase: enter,
      begin,
      count(done) {
        counted = done
        flushSoon()
      },
      isDiscarded: () => isDiscarded,
      settle,
    })
  async function performInTurn() {
    for (let start = 0; start < items.length; start += itemsPerWrite) write(items.slice(start, start + itemsPerWrite), false)
    await writing
    try {
      if (order.lock === undefined) await perform()
      else await withTabLock(order.lock, perform, () => enter({ kind: 'queued' }), stopQueueing.signal)
    } catch {
      // Cancelled before its turn came; what is left was not attempted.
    }
    settle(waitingIn([...open.values()]), 'not attempted')
    flush()
    write([], true)
    await writing
  }
  const elsewhere = new AbortController()
  try {
    await withTabLock(jobLock(order.id), performInTurn, () => elsewhere.abort(), elsewhere.signal)
  } catch {
    // Another tab resumed this very job a moment ago.
    stopFollowing()
    jobStore.set({ jobs: jobStore.get().jobs.filter((one) => one.job.id !== order.id) })
    return
  }
  stopFollowing()
  phase = { kind: 'ended' }
  update({ phase, pace: null })
  order.onEnd?.(job)
}
