import type { Person } from '#api/recordings/recordings.ts'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { exportVersion } from './replayFile.ts'

/** What goes into a file besides the events. */
export type ExportFacts = { recordingId: string; person: Pick<Person, 'uuid' | 'name' | 'distinctIds'> | null }

/** A frame's worth of work, in milliseconds: then others have their turn. */
const timeSlice = 12

function yieldToMain(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

function header({ recordingId, person }: ExportFacts): string {
  const metadata = {
    version: exportVersion,
    exporter: { name: 'Replay Desk', at: new Date().toISOString() },
  }
  const personData = person && { uuid: person.uuid, name: person.name, distinct_ids: person.distinctIds }
  const data = { id: recordingId, person: personData }
  // The list of snapshots is written piece by piece: a long recording makes a text that no browser could hold at once.
  return `${JSON.stringify(metadata).slice(0, -1)},"data":${JSON.stringify(data).slice(0, -1)},"snapshots":[`
}

/**
 * A recording as one file that Replay Desk and PostHog can open: PostHog's export of 2023-04-28, as it passed the second wall.
 * Made in pieces, so that the page stays quick. Rejects with the signal's reason where it is aborted.
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
