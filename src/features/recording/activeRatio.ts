import type { Recording } from '#api/recordings/recordings.ts'

type Lengths = Pick<Recording, 'recordingDuration' | 'activeSeconds' | 'inactiveSeconds'>

/**
 * The part of a recording in which something was done, 0 to 1; null where that cannot be said. Servers count active time apart
 * from the duration, so that it may exceed it: never above 1.
 */
export function activeRatio({ recordingDuration, activeSeconds, inactiveSeconds }: Lengths): number | null {
  if (activeSeconds === null) return null
  const total = recordingDuration ?? (inactiveSeconds === null ? null : activeSeconds + inactiveSeconds)
  return total === null || total === 0 ? null : Math.min(1, activeSeconds / total)
}
