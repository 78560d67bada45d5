import { startTransition, useEffect, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { detectScheduleRulesInSlices } from '#features/schedule/detectScheduleRules.ts'
import { type ScheduleRules, usualScheduleRules } from '#features/schedule/scheduleRules.ts'
import { createDuplicateFinder } from '#features/schedule/duplicates.ts'
import { inSlices } from '#lib/inSlices.ts'
import { analyze, type AnalyzedSubscription } from './analyzeSubscription.ts'

export type Analysis = {
  analyzed: readonly AnalyzedSubscription[]
  scheduleRules: ScheduleRules
  isDone: boolean
  /** The rows that were judged. */
  of: readonly Subscription[]
}

const nothing: Analysis = { analyzed: [], scheduleRules: usualScheduleRules, isDone: false, of: [] }

const noneFound: readonly Subscription[] = []

type Facts = { zone: string | null; now: number; ownDomains: readonly string[] }

async function analyzeAll(
  rows: readonly Subscription[],
  { zone, now, ownDomains }: Facts,
  signal: AbortSignal,
): Promise<Analysis> {
  const scheduleRules = await detectScheduleRulesInSlices(rows, zone, now, signal)
  const finder = createDuplicateFinder(scheduleRules)
  await inSlices(rows, finder.add, signal)
  const context = { now, zone, scheduleRules, organisationDomains: ownDomains, duplicates: finder.index() }
  const analyzed: AnalyzedSubscription[] = []
  await inSlices(rows, (one) => analyzed.push(analyze(one, context)), signal)
  return { analyzed, scheduleRules, isDone: true, of: rows }
}

/**
 * Everything found out about all subscriptions, worked out in slices. What was found before stays until all of the new is
 * there. `now` in milliseconds since 1970; a change of it judges anew. While rows `isGrowing`, it is done again only once there
 * are twice as many, so that ten thousand are not judged a hundred times, and whenever others are `found` by a filter.
 */
export function useAnalysis(
  connection: Connection,
  rows: readonly Subscription[],
  now: number,
  ownDomains: readonly string[],
  isGrowing = false,
  found: readonly Subscription[] = noneFound,
): Analysis {
  const [analysis, setAnalysis] = useState(nothing)
  const [{ taken, takenOf }, take] = useState({ taken: rows, takenOf: found })
  const isMuch = rows.length < taken.length || rows.length >= 2 * taken.length
  if (taken !== rows && (!isGrowing || isMuch || takenOf !== found)) take({ taken: rows, takenOf: found })

  // Talks to the browser's timers: works on while nothing else waits.
  useEffect(() => {
    const stop = new AbortController()
    const show = (next: Analysis) => startTransition(() => setAnalysis(next)) // drawn in pieces too
    analyzeAll(taken, { zone: connection.zone, now, ownDomains }, stop.signal).then(show, (error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
    return () => stop.abort()
  }, [connection.zone, taken, now, ownDomains])

  return analysis
}
