import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { loadSnapshots } from './loadSnapshots.ts'
import type { ReplayLoad } from './replayLoad.ts'

let preloaded: { connectionId: string; recordingId: string; load: ReplayLoad } | null = null

/** Loads the beginning of the recording that is likely to be opened next, instead of any other. */
export function preloadReplay(connection: Connection, { id, ...recording }: Recording): void {
  if (preloaded?.connectionId === connection.id && preloaded.recordingId === id) return
  dropPreloaded()
  preloaded = { connectionId: connection.id, recordingId: id, load: loadSnapshots(connection, id, { recording }) }
}

export function dropPreloaded(): void {
  preloaded?.load.close()
  preloaded = null
}

/** What has been loaded of a recording ahead of time, once; null if nothing. */
export function takePreloaded(connection: Connection, recordingId: string): ReplayLoad | null {
  if (preloaded?.connectionId !== connection.id || preloaded.recordingId !== recordingId) return null
  const { load } = preloaded
  preloaded = null
  return load
}
