import { useEffect, useState } from 'react'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { groupRecipients, type RecipientGroup } from './groupRecipients.ts'

/**
 * Recipient groups, computed in slices; null before the first result. The previous result stays until the new one is complete.
 * `now` in milliseconds since 1970.
 */
export function useRecipientGroups(
  shown: readonly AnalyzedSubscription[],
  now: number,
  scheduleRules: ScheduleRules,
  ownDomains: readonly string[],
): readonly RecipientGroup[] | null {
  const [groups, setGroups] = useState<readonly RecipientGroup[] | null>(null)

  // Runs in timers and stops when the input changes.
  useEffect(() => {
    const controller = new AbortController()
    groupRecipients(shown, { now, scheduleRules, ownDomains }, controller.signal).then(setGroups, (error: unknown) => {
      if (!controller.signal.aborted) throw error
    })
    return () => controller.abort()
  }, [shown, now, scheduleRules, ownDomains])

  return groups
}
