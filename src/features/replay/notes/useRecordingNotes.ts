import { useQuery } from '@tanstack/react-query'
import { newId } from '#lib/newId.ts'
import type { Connection } from '#storage/connections.ts'
import { noteQueries, removeNote, saveNote } from '#storage/notes.ts'
import { notify } from '#ui/notify.ts'
import { useStoredChange } from '#storage/useStoredChange.ts'
import type { ReplayNote } from './replayNote.ts'

const noNotes: readonly ReplayNote[] = []

const notSaved = {
  id: 'note',
  title: 'Note not saved',
  message: 'This browser has no room or doesn’t allow storage. Copy the text before you leave.',
  tone: 'error',
} as const

export type RecordingNotes = {
  notes: readonly ReplayNote[]
  /** Adds a note, or replaces the one with this id. Whether it was saved; if not, a toast says so. */
  save: (note: { id?: string | undefined; at: number; text: string }) => Promise<boolean>
  /** Offers Undo in a toast. */
  remove: (note: ReplayNote) => Promise<void>
}

/** Notes of a recording, stored in this browser. */
export function useRecordingNotes(connection: Connection, recordingId: string): RecordingNotes {
  const { id: connectionId, host, projectId } = connection
  const query = noteQueries.ofRecording({ host, projectId, recordingId })
  const { data = noNotes } = useQuery(query)
  const change = useStoredChange(query.queryKey, () => void notify(notSaved))
  const place = { connectionId, host, projectId, recordingId }

  return {
    notes: data,
    save({ id = newId(), at, text }) {
      const createdAt = data.find((note) => note.id === id)?.createdAt ?? new Date().toISOString()
      return change(() => saveNote({ ...place, id, at, text, createdAt }))
    },
    async remove(note) {
      if (!(await change(() => removeNote(note.id)))) return
      const { id, at, text, createdAt } = note
      const run = () => void change(() => saveNote({ ...place, id, at, text, createdAt }))
      void notify({ id: 'note', title: 'Note deleted', message: '', tone: 'notice', action: { label: 'Undo', run } })
    },
  }
}
