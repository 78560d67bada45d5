import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import type { ApiConnection } from './connections.ts'
import { openDatabase, withDatabase } from './database.ts'

/** A recording as any connection to its host sees it. */
export type NotedRecording = Pick<ApiConnection, 'host' | 'projectId'> & { recordingId: string }

/** What somebody wrote about a time of a recording. `at`: milliseconds from its start; `createdAt`: ISO, in UTC. */
const Note = v.object({
  id: v.string(),
  /** The connection under which it was written. */
  connectionId: v.string(),
  host: v.string(),
  projectId: v.string(),
  recordingId: v.string(),
  at: v.number(),
  text: v.string(),
  createdAt: v.string(),
})
export type Note = v.InferOutput<typeof Note>

async function readNotes({ host, projectId, recordingId }: NotedRecording): Promise<Note[]> {
  const saved = await (await openDatabase()).getAllFromIndex('notes', 'recording', [host, projectId, recordingId])
  return saved.flatMap((one) => readAs(Note, one) ?? []).toSorted((one, other) => one.at - other.at)
}

export const noteQueries = {
  /** Notes in the order of their times. Rejects if storage is missing or blocked. */
  ofRecording: ({ host, projectId, recordingId }: NotedRecording) =>
    queryOptions({
      queryKey: ['notes', host, projectId, recordingId],
      queryFn: () => readNotes({ host, projectId, recordingId }),
      staleTime: 0,
    }),
}

/** Adds or replaces a note. Rejects if storage is missing, blocked or full. */
export async function saveNote(note: Note): Promise<void> {
  await (await openDatabase()).put('notes', note)
}

/** Rejects if storage is missing or blocked. */
export async function removeNote(id: string): Promise<void> {
  await (await openDatabase()).delete('notes', id)
}

async function dropWhere(isDropped: (note: Note) => boolean): Promise<void> {
  await withDatabase(undefined, async (database) => {
    const notes = (await database.getAll('notes')).flatMap((one) => readAs(Note, one) ?? [])
    await Promise.all(notes.filter(isDropped).map(({ id }) => database.delete('notes', id)))
  })
}

/** Never rejects. */
export function forgetNotes(connectionId: string): Promise<void> {
  return dropWhere((note) => note.connectionId === connectionId)
}

/** For recordings that were deleted on the server. Never rejects. */
export function dropNotes({ host, projectId }: ApiConnection, recordingIds: ReadonlySet<string>): Promise<void> {
  return dropWhere((note) => note.host === host && note.projectId === projectId && recordingIds.has(note.recordingId))
}
