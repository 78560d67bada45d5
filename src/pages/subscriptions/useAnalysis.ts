import { startTransition, useEffect, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { detectDialectInSlices } from '#features/schedule/detectScheduleRules.ts'
import { type Dialect, usualDialect } from '#features/schedule/scheduleRules.ts'
import { createDuplicateFinder } from '#features/schedule/duplicates.ts'
import { inSlices } from '#lib/inSlices.ts'
import { judge, type Judged } from './analyzeSubscription.ts'

export type Judgement = {
  judged: readonly Judged[]
  dialect: Dialect
  isDone: boolean
  /** The rows that were judged. */
  of: readonly Subscription[]
}

const nothing: Judgement = { judged: [], dialect: usualDialect, isDone: false, of: [] }

const noneFound: readonly Subscription[] = []

type Facts = { zone: string | null; now: number; ownDomains: readonly string[] }

async function judgeAll(
  rows: readonly Subscription[],
  { zone, now, ownDomains }: Facts,
  signal: AbortSignal,
): Promise<Judgement> {
  const dialect = await detectDialectInSlices(rows, zone, now, signal)
  const finder = createDuplicateFinder(dialect)
  await inSlices(rows, finder.add, signal)
  const context = { now, zone, dialect, organisationDomains: ownDomains, duplicates: finder.index() }
  const judged: Judged[] = []
  await inSlices(rows, (one) => judged.push(judge(one, context)), signal)
  return { judged, dialect, isDone: true, of: rows }
}

/**
 * Everything found out about all subscriptions, worked out in slices. What was found before stays until all of the new is
 * there. `now` in milliseconds since 1970; a change of it judges anew. While rows `isGrowing`, it is done again only once there
 * are twice as many, so that ten thousand are not judged a hundred times, and whenever others are `found` by a filter.
 */
export function useJudged(
  at: Connection,
  rows: readonly Subscription[],
  now: number,
  ownDomains: readonly string[],
  isGrowing = false,
  found: readonly Subscription[] = noneFound,
): Judgement {
  const [judgement, setJudgement] = useState(nothing)
  const [{ taken, takenOf }, take] = useState({ taken: rows, takenOf: found })
  const isMuch = rows.length < taken.length || rows.length >= 2 * taken.length
  if (taken !== rows && (!isGrowing || isMuch || takenOf !== found)) take({ taken: rows, takenOf: found })

  // Talks to the browser's timers: works on while nothing else waits.
  useEffect(() => {
    const stop = new AbortController()
    const show = (next: Judgement) => startTransition(() => setJudgement(next)) // drawn in pieces too
    judgeAll(taken, { zone: at.zone, now, ownDomains }, stop.signal).then(show, (error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
    return () => stop.abort()
  }, [at.zone, taken, now, ownDomains])

  return judgement
}
