import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import type { ApiConnection } from './connections.ts'
import { openDatabase, withDatabase } from './database.ts'

/** What somebody decided about a recording in triage. Times are ISO, in UTC. */
const Decision = v.object({
  connectionId: v.string(),
  host: v.string(),
  projectId: v.string(),
  recordingId: v.string(),
  decision: v.picklist(['kept', 'skipped']),
  decidedAt: v.string(),
  /** What the list said then. */
  person: v.nullable(v.string()),
  startTime: v.nullable(v.string()),
  startUrl: v.nullable(v.string()),
})
export type Decision = v.InferOutput<typeof Decision>

type Key = [connectionId: string, host: string, projectId: string, recordingId: string]

/** Arrays are greater than all texts. */
function keysOf({ id, host, projectId }: ApiConnection): IDBKeyRange {
  return IDBKeyRange.bound([id, host, projectId], [id, host, projectId, []])
}

export const triageQueries = {
  /** All decisions about a project's recordings, oldest first. Rejects if storage is missing or blocked. */
  ofProject: (connection: ApiConnection) =>
    queryOptions({
      queryKey: ['triage', connection.id, connection.host, connection.projectId],
      async queryFn() {
        const saved = await (await openDatabase()).getAll('triage', keysOf(connection))
        return saved
          .flatMap((one) => readAs(Decision, one) ?? [])
          .toSorted((one, other) => one.decidedAt.localeCompare(other.decidedAt))
      },
      staleTime: 0,
    }),
}

/** Adds or replaces a decision. Rejects if storage is missing, blocked or full. */
export async function saveDecision(decision: Decision): Promise<void> {
  await (await openDatabase()).put('triage', decision)
}

/** Rejects if storage is missing or blocked. */
export async function removeDecision({ connectionId, host, projectId, recordingId }: Decision): Promise<void> {
  await (await openDatabase()).delete('triage', [connectionId, host, projectId, recordingId])
}

async function dropWhere(isDropped: (key: Key) => boolean): Promise<void> {
  await withDatabase(undefined, async (database) => {
    const keys = (await database.getAllKeys('triage')).filter(isDropped)
    await Promise.all(keys.map((key) => database.delete('triage', key)))
  })
}

/** Never rejects. */
export function forgetDecisions(connectionId: string): Promise<void> {
  return dropWhere(([id]) => id === connectionId)
}

/** For recordings that were deleted on the server. Never rejects. */
export function dropDecisions({ host, projectId }: ApiConnection, recordingIds: ReadonlySet<string>): Promise<void> {
  return dropWhere(([, ofHost, ofProject, id]) => ofHost === host && ofProject === projectId && recordingIds.has(id))
}
