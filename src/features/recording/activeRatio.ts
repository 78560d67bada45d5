import type { Recording } from '#api/recordings/recordings.ts'

type Lengths = Pick<Recording, 'recordingDuration' | 'activeSeconds' | 'inactiveSeconds'>

/**
 * Returns the active part of a recording, from 0 to 1; null if unknown. Servers count active time separately from the duration,
 * so it is capped at 1.
 */
export function activeRatio({ recordingDuration, activeSeconds, inactiveSeconds }: Lengths): number | null {
  if (activeSeconds === null) return null
  const total = recordingDuration ?? (inactiveSeconds === null ? null : activeSeconds + inactiveSeconds)
  return total === null || total === 0 ? null : Math.min(1, activeSeconds / total)
}
