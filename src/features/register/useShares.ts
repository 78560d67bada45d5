import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { Connection } from '#api/connection.ts'
import { useSettings } from '#api/connection.ts'
import { type Sharing, sharingQueries } from '#api/sharing.ts'
import { rowAfter } from './deedTrail.ts'
import { openRegister } from './openRegister.ts'
import { registerQueries } from './registerQueries.ts'
import { sharesOf } from './registerView.ts'
import type { Review } from './review.ts'
import type { Scan } from './scan.ts'
import type { ShareRow } from './shareRow.ts'

const noRows: ShareRow[] = []
const noReviews: Review[] = []

function isNews(row: ShareRow, { enabled, accessToken, passwordRequired }: Sharing): boolean {
  if (enabled !== (row.state === 'public')) return true
  return enabled && (accessToken !== row.token || (passwordRequired ?? null) !== row.hasPassword)
}

/** The row as a newer answer about its link has it; null where that says nothing new. */
function newerRow(row: ShareRow, answer: { data: Sharing | undefined; dataUpdatedAt: number } | undefined): ShareRow | null {
  if (row.state === 'failed' || answer?.data === undefined || answer.dataUpdatedAt <= Date.parse(row.checkedAt)) return null
  if (!isNews(row, answer.data)) return null
  const checkedAt = new Date(answer.dataUpdatedAt).toISOString()
  return rowAfter(row, { outcome: 'done', why: null, sharing: answer.data }, checkedAt)
}

/** The rows of a scan with all that follows from them today, kept up with what other parts of the screen learn of the links. */
export function useShares(at: Connection, scan: Scan | null, now: number) {
  const queryClient = useQueryClient()
  const { ownDomains } = useSettings()
  const kept = useQuery({
    ...registerQueries.rows(at, scan?.id ?? '', scan?.revision ?? 0),
    enabled: scan !== null,
    placeholderData: keepPreviousData,
  })
  const reviews = useQuery(registerQueries.reviews(at)).data ?? noReviews
  const rows = scan === null ? noRows : (kept.data?.rows ?? noRows)
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows])
  const latest = useRef(byId)
  useEffect(() => {
    latest.current = byId
  })

  // Talks to the cache of answers: a link that was changed beside the table is changed in the table.
  const isReady = rows.length > 0
  useEffect(() => {
    async function follow(ids: Iterable<string>) {
      const news = [...ids].flatMap((id) => {
        const row = latest.current.get(id)
        return (row && newerRow(row, queryClient.getQueryState(sharingQueries.one(at, id).queryKey))) ?? []
      })
      if (news.length === 0) return
      await (await openRegister()).store.keepRows(news)
      await queryClient.invalidateQueries({ queryKey: registerQueries.all(at) })
    }
    const followQuietly = (ids: Iterable<string>) => void follow(ids).catch(() => undefined) // else the next scan tells
    if (isReady) followQuietly(latest.current.keys())
    return queryClient.getQueryCache().subscribe(({ type, query }) => {
      const [id, projectId, what, recording]: readonly unknown[] = query.queryKey
      if (type !== 'updated' || id !== at.id || projectId !== at.projectId || what !== 'sharing') return
      if (typeof recording === 'string') followQuietly([recording])
    })
  }, [at, queryClient, isReady])

  const shares = useMemo(() => sharesOf(rows, reviews, ownDomains, now), [rows, reviews, ownDomains, now])
  const failed = useMemo(() => rows.filter(({ state }) => state === 'failed'), [rows])
  return { rows, shares, failed, damaged: kept.data?.damaged ?? 0, isPending: scan !== null && kept.isPending }
}
