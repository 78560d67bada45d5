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

export type ActionRun = {
  action: ShareAction
  rows: readonly ShareRow[]
  results: ReadonlyMap<string, ActionResult>
  phase: Phase | { kind: 'paused'; why: ApiError | null } | { kind: 'ended' }
  isCancelled: boolean
}

const labels: Record<ShareAction, string> = {
  'turn off': 'Turning off',
  revoke: 'Revoking',
  'require password': 'Requiring passwords for',
  'turn on': 'Turning on again',
}

/** Rendering costs as much as there are rows, so it does not follow each result. */
const renderEveryMs = 100

export function canRetry(result: ActionResult | undefined): boolean {
  return (
    result !== undefined && (result.outcome === 'failed' || result.outcome === 'unsure' || result.outcome === 'not attempted')
  )
}

/** Runs bulk actions and writes their results to the inventory, the activity log and the query cache. */
export function useShareActions(connection: Connection) {
  const queryClient = useQueryClient()
  const [run, setRun] = useState<ActionRun | null>(null)
  const control = useRef<Control<ApiError>>(null)

  // Leaving the screen cancels the rest.
  useEffect(() => () => control.current?.cancel(), [])

  const update = (changeOf: (now: ActionRun) => Partial<ActionRun>) => setRun((now) => now && { ...now, ...changeOf(now) })

  /** Saves each result immediately, so that closing the tab loses nothing. */
  async function saveResult(action: ShareAction, row: ShareRow, result: ActionResult) {
    if (result.sharing) queryClient.setQueryData(sharingQueries.one(connection, row.id).queryKey, result.sharing)
    const after = rowAfter(row, result, new Date().toISOString())
    await logActivity(connection, activityOf(action, row, result))
    if (after) await (await openInventory()).store.saveRows([after]).catch(() => undefined)
  }

  /** Results of `previousRun` stay on screen. */
  async function start(action: ShareAction, rows: readonly ShareRow[], previousRun: ActionRun | null = null) {
    const runControl = createControl<ApiError>(() => {
      const state = runControl.state()
      const isCancelled = runControl.isCancelled()
      update(() => ({ isCancelled, ...(state.paused && !isCancelled ? { phase: { kind: 'paused', why: state.why } } : {}) }))
    })
    control.current = runControl
    const retryRows = new Set(rows.map(({ id }) => id))
    const results = new Map([...(previousRun?.results ?? [])].filter(([id]) => !retryRows.has(id)))
    setRun({ action, rows: previousRun?.rows ?? rows, results: new Map(results), phase: { kind: 'working' }, isCancelled: false })
    const saves: Promise<void>[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    function show() {
      timer = undefined
      update(() => ({ results: new Map(results) }))
    }
    await runActions({
      connection: () => freshConnection(connection) ?? connection,
      action,
      rows,
      control: runControl,
      label: `${labels[action]} ${counted(rows.length, 'public link')}`,
      onPhase: (phase) => update(() => ({ phase })),
      onResult(row, result) {
        saves.push(saveResult(action, row, result))
        results.set(row.id, result)
        timer ??= setTimeout(show, renderEveryMs)
      },
    })
    await Promise.all(saves)
    await queryClient.invalidateQueries({ queryKey: inventoryQueries.all(connection) })
    clearTimeout(timer)
    update(() => ({ results, phase: { kind: 'ended' } }))
  }

  return {
    run,
    start: (action: ShareAction, rows: readonly ShareRow[]) => void start(action, rows),
    retry: () => {
      const retryRows = run?.rows.filter(({ id }) => canRetry(run.results.get(id)))
      if (run && retryRows) void start(run.action, retryRows, run)
    },
    pause: () => control.current?.pause(null),
    resume: () => control.current?.resume(),
    cancel: () => control.current?.cancel(),
  }
}
