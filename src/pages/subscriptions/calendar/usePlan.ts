import { useEffect, useState } from 'react'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { addToPlan, emptyPlan, type Plan } from './planDeliveries.ts'

/** So long at once, in milliseconds: the page stays at hand in between. */
const sliceMs = 12

/**
 * All that comes of these subscriptions from `from` on and before `to`, worked out in pieces. What was found before stays until
 * all of the new is there; leaving the screen or asking for something else stops it. All in milliseconds since 1970.
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

  // Talks to the browser's timers: works on while nothing else waits.
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
