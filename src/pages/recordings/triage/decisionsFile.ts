import { recordingLink } from '#features/recording/recordingLink.ts'
import { toCsv } from '#lib/csv.ts'
import { preciseClock } from '#lib/duration.ts'
import type { Connection } from '#storage/connections.ts'
import type { Note } from '#storage/notes.ts'
import type { Decision } from '#storage/triage.ts'

/** A decision with the notes about its recording. */
export type NotedDecision = { decision: Decision; notes: readonly Note[] }

/** Decisions as CSV, one per row, with notes and links. Times are ISO 8601 in UTC. Safe to open in a spreadsheet. */
export function decisionsCsv(connection: Connection, decisions: readonly NotedDecision[]): string {
  return toCsv([
    ['recording_id', 'decision', 'decided_at', 'person', 'start_time', 'start_url', 'notes', 'link'],
    ...decisions.map(({ decision: { recordingId, decision, decidedAt, person, startTime, startUrl }, notes }) => [
      recordingId,
      decision,
      decidedAt,
      person,
      startTime,
      startUrl,
      notes.map(({ at, text }) => `${preciseClock(at)} ${text}`).join('\n'),
      recordingLink(connection, recordingId, 0),
    ]),
  ])
}
