import { useEffect, useState } from 'react'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { groupRecipients, type Received } from './groupRecipients.ts'

/**
 * Everyone that receives any of these, worked out in slices; null before it is there the first time. What was found before stays
 * until all of the new is there. `now` in milliseconds since 1970.
 */
export function useReceived(
  shown: readonly AnalyzedSubscription[],
  now: number,
  scheduleRules: ScheduleRules,
  ownDomains: readonly string[],
): readonly Received[] | null {
  const [received, setReceived] = useState<readonly Received[] | null>(null)

  // Talks to the browser's timers: works on while nothing else waits.
  useEffect(() => {
    const stop = new AbortController()
    groupRecipients(shown, { now, scheduleRules, ownDomains }, stop.signal).then(setReceived, (error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
    return () => stop.abort()
  }, [shown, now, scheduleRules, ownDomains])

  return received
}
