import { useEffect, useState } from 'react'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { groupRecipients, type RecipientGroup } from './groupRecipients.ts'

/**
 * Everyone that receives any of these, worked out in slices; null before it is there the first time. What was found before stays
 * until all of the new is there. `now` in milliseconds since 1970.
 */
export function useRecipientGroups(
  shown: readonly AnalyzedSubscription[],
  now: number,
  scheduleRules: ScheduleRules,
  ownDomains: readonly string[],
): readonly RecipientGroup[] | null {
  const [groups, setGroups] = useState<readonly RecipientGroup[] | null>(null)

  // Talks to the browser's timers: works on while nothing else waits.
  useEffect(() => {
    const controller = new AbortController()
    groupRecipients(shown, { now, scheduleRules, ownDomains }, controller.signal).then(setGroups, (error: unknown) => {
      if (!controller.signal.aborted) throw error
    })
    return () => controller.abort()
  }, [shown, now, scheduleRules, ownDomains])

  return groups
}
