import type { Measure } from './activity.ts'
import type { Played } from './leafAndKettle/visitParts.ts'
import type { RecordingDetails } from './recordingDetails.ts'
import type { PersonFacts } from './people.ts'
import type { Visit } from './visits.ts'

/** A recording before an edition serializes it. */
export type RecordingFacts = RecordingDetails & {
  id: string
  startedAt: number
  distinctId: string | null
  person: PersonFacts | null
  activity: Record<Measure, number | null>
  visit: Visit
  isOngoing: boolean
  isViewed: boolean
  snapshotLibrary: string | null
  totalSize: number | null
  eventCount: number | null
  /** The part of a captured visit that it plays; absent where something else stands in (tapeOf.ts). */
  played?: Played
  /** Serialized fields that replace the regular ones, in odd rows. */
  overrides: Record<string, unknown>
}

export function endOf({ startedAt, activity }: Pick<RecordingFacts, 'startedAt' | 'activity'>): number | null {
  return activity.durationSeconds === null ? null : startedAt + activity.durationSeconds * 1000
}
