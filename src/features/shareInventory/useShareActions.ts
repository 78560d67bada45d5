import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { ApiError } from '#api/http/errors.ts'
import { freshConnection } from '#storage/freshConnection.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import { sharingQueries } from '#api/sharing/sharing.ts'
import { logActivity } from '#storage/activityLog.ts'
import { type Control, createControl } from '#lib/control.ts'
import { rowAfter, activityOf } from './logActions.ts'
import { openInventory } from './openInventory.ts'
import { inventoryQueries } from './inventoryQueries.ts'
import { type ActionResult, runActions, type ShareAction } from './runActions.ts'
import type { ShareRow } from './shareRow.ts'
import { counted } from '#lib/format.ts'

/** A deed on many shares, as it stands: rows in their order, and how those ended that did. */
export type ActionRun = {
  action: ShareAction
  rows: readonly ShareRow[]
  ends: ReadonlyMap<string, ActionResult>
  phase: Phase | { kind: 'paused'; why: ApiError | null } | { kind: 'ended' }
  isCancelled: boolean
}

const labels: Record<ShareAction, string> = {
  'turn off': 'Turning off',
  revoke: 'Revoking',
  'require password': 'Asking for passwords of',
  'turn on': 'Turning on again',
}

/** Showing how rows ended costs as much as there are of them, so it is not done for each. */
const shownEveryMs = 100

/** Whether trying again may help. */
export function isUnfinished(end: ActionResult | undefined): boolean {
  return end !== undefined && (end.outcome === 'failed' || end.outcome === 'unsure' || end.outcome === 'not attempted')
}

/** Carries deeds out on shares of the register, and writes what comes of them into the register, the trail and the cache. */
export function useShareActions(connection: Connection) {
  const queryClient = useQueryClient()
  const [run, setRun] = useState<ActionRun | null>(null)
  const control = useRef<Control<ApiError>>(null)

  // Talks to the run: whoever leaves the screen stops what has not been asked for yet.
  useEffect(() => () => control.current?.cancel(), [])

  const update = (part: (now: ActionRun) => Partial<ActionRun>) => setRun((now) => now && { ...now, ...part(now) })

  /** Each end is kept at once: a closed tab loses nothing of what was done. */
  async function saveResult(action: ShareAction, row: ShareRow, end: ActionResult) {
    if (end.sharing) queryClient.setQueryData(sharingQueries.one(connection, row.id).queryKey, end.sharing)
    const after = rowAfter(row, end, new Date().toISOString())
    await logActivity(connection, activityOf(action, row, end))
    if (after) await (await openInventory()).store.saveRows([after]).catch(() => undefined)
  }

  /** Does it to `rows`; `others` ended before and stay on screen. */
  async function start(action: ShareAction, rows: readonly ShareRow[], others: ActionRun | null = null) {
    const mine = createControl<ApiError>(() => {
      const state = mine.state()
      const isCancelled = mine.isCancelled()
      update(() => ({ isCancelled, ...(state.paused && !isCancelled ? { phase: { kind: 'paused', why: state.why } } : {}) }))
    })
    control.current = mine
    const again = new Set(rows.map(({ id }) => id))
    const ends = new Map([...(others?.ends ?? [])].filter(([id]) => !again.has(id)))
    setRun({ action, rows: others?.rows ?? rows, ends: new Map(ends), phase: { kind: 'working' }, isCancelled: false })
    const kept: Promise<void>[] = []
    let showing: ReturnType<typeof setTimeout> | undefined
    function show() {
      showing = undefined
      update(() => ({ ends: new Map(ends) }))
    }
    await runActions({
      connection: () => freshConnection(connection) ?? connection,
      action,
      rows,
      control: mine,
      label: `${labels[action]} ${counted(rows.length, 'public link')}`,
      onPhase: (phase) => update(() => ({ phase })),
      onEnd(row, end) {
        kept.push(saveResult(action, row, end))
        ends.set(row.id, end)
        showing ??= setTimeout(show, shownEveryMs)
      },
    })
    await Promise.all(kept)
    await queryClient.invalidateQueries({ queryKey: inventoryQueries.all(connection) })
    clearTimeout(showing)
    update(() => ({ ends, phase: { kind: 'ended' } }))
  }

  return {
    run,
    start: (action: ShareAction, rows: readonly ShareRow[]) => void start(action, rows),
    /** Tries again what failed or was not attempted. */
    retry: () => {
      const again = run?.rows.filter(({ id }) => isUnfinished(run.ends.get(id)))
      if (run && again) void start(run.action, again, run)
    },
    pause: () => control.current?.pause(null),
    resume: () => control.current?.resume(),
    cancel: () => control.current?.cancel(),
  }
}
