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
 * Analyzes all subscriptions in slices; the previous analysis stays until the new one is complete. `now` in milliseconds since
 * 1970. While `isGrowing`, it runs again only after the rows have doubled or `extraRows` changed, so that 10,000 rows are not
 * analyzed a hundred times.
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

  // Runs in timers and stops when the input changes.
  useEffect(() => {
    const controller = new AbortController()
    const apply = (next: Analysis) => startTransition(() => setAnalysis(next)) // interruptible drawing
    analyzeAll(input, { zone: connection.zone, now, ownDomains }, controller.signal).then(apply, (error: unknown) => {
      if (!controller.signal.aborted) throw error
    })
    return () => controller.abort()
  }, [connection.zone, input, now, ownDomains])

  return analysis
}
