import type { Measure } from './activity.ts'
import type { RecordingDetails } from './recordingDetails.ts'
import type { PersonFacts } from './people.ts'
import type { Visit } from './visits.ts'

/** All that is known of a recording, before an edition puts it into its own words. */
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
  /** What this row says instead, in the server's own words: odd rows are odd by these. */
  overrides: Record<string, unknown>
}

export function endOf({ startedAt, activity }: Pick<RecordingFacts, 'startedAt' | 'activity'>): number | null {
  return activity.durationSeconds === null ? null : startedAt + activity.durationSeconds * 1000
}
