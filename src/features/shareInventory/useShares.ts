import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { Connection } from '#storage/connections.ts'
import { useSettings } from '#storage/connections.ts'
import { sharingQueries } from '#api/sharing/sharing.ts'
import { newerRow } from './newerRow.ts'
import { openInventory } from '#storage/openInventory.ts'
import { inventoryQueries } from './inventoryQueries.ts'
import { sharesOf } from './inventoryView.ts'
import type { Review } from '#storage/review.ts'
import type { Scan } from '#storage/scan.ts'
import type { ShareRow } from '#storage/shareRow.ts'

const applyEveryMs = 250
const noRows: ShareRow[] = []
const noReviews: Review[] = []

/** The rows of a scan, kept in sync with sharing answers from other parts of the screen. */
export function useShares(connection: Connection, scan: Scan | null, now: number) {
  const queryClient = useQueryClient()
  const { ownDomains } = useSettings()
  const stored = useQuery({
    ...inventoryQueries.rows(connection, scan?.id ?? '', scan?.revision ?? 0),
    enabled: scan !== null,
    placeholderData: keepPreviousData,
  })
  const reviews = useQuery(inventoryQueries.reviews(connection)).data ?? noReviews
  const rows = scan === null ? noRows : (stored.data?.rows ?? noRows)
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows])
  const latest = useRef(byId)
  useEffect(() => {
    latest.current = byId
  })

  // Applies changes that were made in the panel beside the table.
  const isReady = rows.length > 0
  useEffect(() => {
    async function applyNewer(ids: Iterable<string>, hasJustArrived: boolean) {
      const newer = [...ids].flatMap((id) => {
        const row = latest.current.get(id)
        return (
          (row && newerRow(row, queryClient.getQueryState(sharingQueries.one(connection, id).queryKey), hasJustArrived)) ?? []
        )
      })
      if (newer.length === 0) return
      await (await openInventory()).store.saveRows(newer)
      await queryClient.invalidateQueries({ queryKey: inventoryQueries.all(connection) })
    }
    const applySafely = (ids: Iterable<string>, hasJustArrived: boolean) =>
      void applyNewer(ids, hasJustArrived).catch(() => undefined)
    if (isReady) applySafely(latest.current.keys(), false)
    // Batched, because each change rereads all rows.
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    function applyChanged() {
      timer = undefined
      applySafely([...changed], true)
      changed.clear()
    }
    const stopListening = queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'success') return
      const [id, projectId, kind, recording]: readonly unknown[] = event.query.queryKey
      if (id !== connection.id || projectId !== connection.projectId || kind !== 'sharing') return
      if (typeof recording !== 'string') return
      changed.add(recording)
      timer ??= setTimeout(applyChanged, applyEveryMs)
    })
    return () => {
      stopListening()
      clearTimeout(timer)
      if (changed.size > 0) applyChanged()
    }
  }, [connection, queryClient, isReady])

  const shares = useMemo(() => sharesOf(rows, reviews, ownDomains, now), [rows, reviews, ownDomains, now])
  const failed = useMemo(() => rows.filter(({ state }) => state === 'failed'), [rows])
  return { rows, shares, failed, damaged: stored.data?.damaged.length ?? 0, isPending: scan !== null && stored.isPending }
}
