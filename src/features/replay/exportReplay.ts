import type { Person } from '#api/recordings/recordings.ts'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import type { ReplayNote } from './notes/replayNote.ts'
import { exportVersion } from './replayFile.ts'

export type ExportFacts = {
  recordingId: string
  person: Pick<Person, 'uuid' | 'name' | 'distinctIds'> | null
  notes: readonly ReplayNote[]
  /** From `summaryOf`. */
  summary: readonly string[]
}

/** Milliseconds of work before other tasks get a turn. */
const timeSlice = 12

function yieldToMain(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

function header({ recordingId, person, notes, summary }: ExportFacts): string {
  const metadata = {
    version: exportVersion,
    exporter: { name: 'Replay Desk', at: new Date().toISOString() },
  }
  const personData = person && { uuid: person.uuid, name: person.name, distinct_ids: person.distinctIds }
  const notesData = notes.map(({ at, text, createdAt }) => ({ at, text, created_at: createdAt }))
  const data = { id: recordingId, person: personData, summary, ...(notes.length > 0 && { notes: notesData }) }
  // Written piece by piece, since a long recording can exceed the maximum string length.
  return `${JSON.stringify(metadata).slice(0, -1)},"data":${JSON.stringify(data).slice(0, -1)},"snapshots":[`
}

/**
 * Exports a recording as a file for Replay Desk and PostHog (PostHog's format 2023-04-28, sanitized). Works in short slices to
 * keep the page responsive. Rejects with the signal's reason.
 */
export async function exportReplay(
  ranges: readonly { events: readonly ReplayEvent[] }[],
  facts: ExportFacts,
  signal?: AbortSignal,
): Promise<Blob> {
  const parts: string[] = [header(facts)]
  let pending: string[] = []
  let deadline = performance.now() + timeSlice
  let isFirst = true
  for (const { events } of ranges) {
    for (const event of events) {
      pending.push(`${isFirst ? '' : ','}\n${JSON.stringify(event)}`)
      isFirst = false
      if (performance.now() < deadline) continue
      parts.push(pending.join(''))
      pending = []
      await yieldToMain()
      signal?.throwIfAborted()
      deadline = performance.now() + timeSlice
    }
  }
  return new Blob([...parts, pending.join(''), '\n]}}\n'], { type: 'application/json' })
}
