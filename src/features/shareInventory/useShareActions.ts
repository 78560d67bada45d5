import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { ApiError } from '#api/http/errors.ts'
import { freshConnection } from '#storage/freshConnection.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import { sharingQueries } from '#api/sharing/sharing.ts'
import { recordDeeds } from '#storage/activityLog.ts'
import { type Control, createControl } from '#lib/control.ts'
import { rowAfter, trailOf } from './logActions.ts'
import { openRegister } from './openInventory.ts'
import { registerQueries } from './inventoryQueries.ts'
import { type DeedEnd, runDeeds, type ShareDeed } from './runActions.ts'
import type { ShareRow } from './shareRow.ts'
import { counted } from '#lib/format.ts'

/** A deed on many shares, as it stands: rows in their order, and how those ended that did. */
export type DeedRun = {
  deed: ShareDeed
  rows: readonly ShareRow[]
  ends: ReadonlyMap<string, DeedEnd>
  phase: Phase | { kind: 'paused'; why: ApiError | null } | { kind: 'ended' }
  isCancelled: boolean
}

const labels: Record<ShareDeed, string> = {
  'turn off': 'Turning off',
  revoke: 'Revoking',
  'require password': 'Asking for passwords of',
  'turn on': 'Turning on again',
}

/** Showing how rows ended costs as much as there are of them, so it is not done for each. */
const shownEveryMs = 100

/** Whether trying again may help. */
export function isUnfinished(end: DeedEnd | undefined): boolean {
  return end !== undefined && (end.outcome === 'failed' || end.outcome === 'unsure' || end.outcome === 'not attempted')
}

/** Carries deeds out on shares of the register, and writes what comes of them into the register, the trail and the cache. */
export function useDeeds(at: Connection) {
  const queryClient = useQueryClient()
  const [run, setRun] = useState<DeedRun | null>(null)
  const control = useRef<Control<ApiError>>(null)

  // Talks to the run: whoever leaves the screen stops what has not been asked for yet.
  useEffect(() => () => control.current?.cancel(), [])

  const update = (part: (now: DeedRun) => Partial<DeedRun>) => setRun((now) => now && { ...now, ...part(now) })

  /** Each end is kept at once: a closed tab loses nothing of what was done. */
  async function keepEnd(deed: ShareDeed, row: ShareRow, end: DeedEnd) {
    if (end.sharing) queryClient.setQueryData(sharingQueries.one(at, row.id).queryKey, end.sharing)
    const after = rowAfter(row, end, new Date().toISOString())
    await recordDeeds(at, trailOf(deed, row, end))
    if (after) await (await openRegister()).store.keepRows([after]).catch(() => undefined)
  }

  /** Does it to `rows`; `others` ended before and stay on screen. */
  async function start(deed: ShareDeed, rows: readonly ShareRow[], others: DeedRun | null = null) {
    const mine = createControl<ApiError>(() => {
      const state = mine.state()
      const isCancelled = mine.isCancelled()
      update(() => ({ isCancelled, ...(state.paused && !isCancelled ? { phase: { kind: 'paused', why: state.why } } : {}) }))
    })
    control.current = mine
    const again = new Set(rows.map(({ id }) => id))
    const ends = new Map([...(others?.ends ?? [])].filter(([id]) => !again.has(id)))
    setRun({ deed, rows: others?.rows ?? rows, ends: new Map(ends), phase: { kind: 'working' }, isCancelled: false })
    const kept: Promise<void>[] = []
    let showing: ReturnType<typeof setTimeout> | undefined
    function show() {
      showing = undefined
      update(() => ({ ends: new Map(ends) }))
    }
    await runDeeds({
      at: () => freshConnection(at) ?? at,
      deed,
      rows,
      control: mine,
      label: `${labels[deed]} ${counted(rows.length, 'public link')}`,
      onPhase: (phase) => update(() => ({ phase })),
      onEnd(row, end) {
        kept.push(keepEnd(deed, row, end))
        ends.set(row.id, end)
        showing ??= setTimeout(show, shownEveryMs)
      },
    })
    await Promise.all(kept)
    await queryClient.invalidateQueries({ queryKey: registerQueries.all(at) })
    clearTimeout(showing)
    update(() => ({ ends, phase: { kind: 'ended' } }))
  }

  return {
    run,
    start: (deed: ShareDeed, rows: readonly ShareRow[]) => void start(deed, rows),
    /** Tries again what failed or was not attempted. */
    retry: () => {
      const again = run?.rows.filter(({ id }) => isUnfinished(run.ends.get(id)))
      if (run && again) void start(run.deed, again, run)
    },
    pause: () => control.current?.pause(null),
    resume: () => control.current?.resume(),
    cancel: () => control.current?.cancel(),
  }
}
