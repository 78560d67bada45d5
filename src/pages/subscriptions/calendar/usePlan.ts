import { useEffect, useState } from 'react'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { addToPlan, emptyPlan, type Plan } from './planDeliveries.ts'

/** Keeps each task short so that input stays responsive. In milliseconds. */
const sliceMs = 12

/**
 * Deliveries from `from` and before `to`, computed in slices. The previous plan stays until the new one is complete. Times in
 * milliseconds since 1970.
 */
export function usePlan(
  shown: readonly AnalyzedSubscription[],
  now: number,
  from: number,
  to: number,
  zone: string,
  scheduleRules: ScheduleRules,
): Plan | null {
  const [plan, setPlan] = useState<Plan | null>(null)

  // Runs in timers and stops when the input changes.
  useEffect(() => {
    const next = emptyPlan()
    const range = { from, to, now, zone, scheduleRules }
    let done = 0
    let timer = setTimeout(function work() {
      const until = performance.now() + sliceMs
      while (done < shown.length && performance.now() < until) {
        for (const analyzed of shown.slice(done, done + 20)) addToPlan(next, analyzed, range)
        done += 20
      }
      if (done < shown.length) timer = setTimeout(work)
      else setPlan(next)
    })
    return () => clearTimeout(timer)
  }, [shown, now, from, to, zone, scheduleRules])

  return plan
}
