import { useEffect, useState } from 'react'
import type { Dialect } from '#features/schedule/scheduleRules.ts'
import type { Judged } from '../analyzeSubscription.ts'
import { groupRecipients, type Received } from './groupRecipients.ts'

/**
 * Everyone that receives any of these, worked out in slices; null before it is there the first time. What was found before stays
 * until all of the new is there. `now` in milliseconds since 1970.
 */
export function useReceived(
  shown: readonly Judged[],
  now: number,
  dialect: Dialect,
  ownDomains: readonly string[],
): readonly Received[] | null {
  const [received, setReceived] = useState<readonly Received[] | null>(null)

  // Talks to the browser's timers: works on while nothing else waits.
  useEffect(() => {
    const stop = new AbortController()
    groupRecipients(shown, { now, dialect, ownDomains }, stop.signal).then(setReceived, (error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
    return () => stop.abort()
  }, [shown, now, dialect, ownDomains])

  return received
}
