import { startTransition, useEffect, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { detectScheduleRulesInSlices } from '#features/schedule/detectScheduleRules.ts'
import { type ScheduleRules, defaultScheduleRules } from '#features/schedule/scheduleRules.ts'
import { createDuplicateFinder } from '#features/schedule/duplicates.ts'
import { inSlices } from '#lib/inSlices.ts'
import { analyze, type AnalyzedSubscription } from './analyzeSubscription.ts'

export type Analysis = {
  analyzed: readonly AnalyzedSubscription[]
  scheduleRules: ScheduleRules
  isDone: boolean
  /** The rows that were judged. */
  rows: readonly Subscription[]
}

const noAnalysis: Analysis = { analyzed: [], scheduleRules: defaultScheduleRules, isDone: false, rows: [] }

const noRows: readonly Subscription[] = []

type AnalysisFacts = { zone: string | null; now: number; ownDomains: readonly string[] }

async function analyzeAll(
  rows: readonly Subscription[],
  { zone, now, ownDomains }: AnalysisFacts,
  signal: AbortSignal,
): Promise<Analysis> {
  const scheduleRules = await detectScheduleRulesInSlices(rows, zone, now, signal)
  const finder = createDuplicateFinder(scheduleRules)
  await inSlices(rows, finder.add, signal)
  const context = { now, zone, scheduleRules, ownDomains: ownDomains, duplicates: finder.index() }
  const analyzed: AnalyzedSubscription[] = []
  await inSlices(rows, (one) => analyzed.push(analyze(one, context)), signal)
  return { analyzed, scheduleRules, isDone: true, rows }
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
  extraRows: readonly Subscription[] = noRows,
): Analysis {
  const [analysis, setAnalysis] = useState(noAnalysis)
  const [{ input, inputExtra }, setInput] = useState({ input: rows, inputExtra: extraRows })
  const hasDoubled = rows.length < input.length || rows.length >= 2 * input.length
  if (input !== rows && (!isGrowing || hasDoubled || inputExtra !== extraRows)) setInput({ input: rows, inputExtra: extraRows })

  // Talks to the browser's timers: works on while nothing else waits.
  useEffect(() => {
    const controller = new AbortController()
    const apply = (next: Analysis) => startTransition(() => setAnalysis(next)) // drawn in pieces too
    analyzeAll(input, { zone: connection.zone, now, ownDomains }, controller.signal).then(apply, (error: unknown) => {
      if (!controller.signal.aborted) throw error
    })
    return () => controller.abort()
  }, [connection.zone, input, now, ownDomains])

  return analysis
}
