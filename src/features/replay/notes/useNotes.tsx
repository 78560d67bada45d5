import { type ReactNode, Suspense, useState } from 'react'
import { optional } from '#ui/optional.ts'
import { shownLength } from '../durationOf.ts'
import type { Player } from '../frame/player.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { isFullyLoaded } from '../screen/isFullyLoaded.ts'
import { linkSeconds } from '../screen/linkSeconds.ts'
import type { ReplaySubject } from '../screen/replaySubject.ts'
import { NoteDetails } from './NoteDetails.tsx'
import { NoteForm } from './NoteForm.tsx'
import { noteKey, type ReplayNote } from './replayNote.ts'
import type { ReportFacts } from './report.ts'
import type { RecordingNotes } from './useRecordingNotes.ts'

const ReportDialog = optional(() => import('./ReportDialog.tsx').then(({ ReportDialog: Dialog }) => Dialog))

type Draft = Pick<ReplayNote, 'at' | 'text'> & { id?: string }

export type Notes = {
  notes: readonly ReplayNote[]
  /** Pauses and opens a form for a note at the player's position; null for a file, whose notes can only be read. */
  add: (() => void) | null
  /** Pauses and opens a report of the player's position. */
  report: () => void
  /** What stands below an open note of the inspector. */
  details: (key: string) => ReactNode
  form: ReactNode
  dialog: ReactNode
}

type Sources = {
  load: ReplayLoad
  player: Player | null
  subject: ReplaySubject
  /** Null for a file. */
  stored: RecordingNotes | null
  fileNotes: readonly ReplayNote[]
}

/** Notes of the recording on screen, and the form and the dialog for them. */
export function useNotes({ load, player, subject, stored, fileNotes }: Sources): Notes {
  const [draft, setDraft] = useState<Draft | null>(null)
  const [facts, setFacts] = useState<ReportFacts | null>(null)
  const notes = stored?.notes ?? fileNotes

  function openReport(at: number, note: string) {
    const state = load.get()
    const { items, switches, facts: loaded, file } = state
    setFacts({
      recordingId: subject.id ?? file?.recordingId ?? null,
      personName: subject.person?.name ?? file?.personName ?? null,
      at,
      startedAt: loaded.startedAt,
      link: subject.linkAt?.(linkSeconds(at)) ?? null,
      postHogLink: subject.postHogLinkAt?.(linkSeconds(at)) ?? null,
      note,
      items,
      switches,
      duration: isFullyLoaded(state) ? shownLength(state, subject.listedSeconds) * 1000 : null,
    })
  }

  /** Pauses, so that the position stays what the user saw. */
  function pausedAt(): number {
    player?.pause()
    return player?.get().position ?? 0
  }

  const change = stored && {
    edit: (note: ReplayNote) => setDraft(note),
    remove: (note: ReplayNote) => void stored.remove(note),
  }

  return {
    notes,
    add: stored && (() => setDraft({ at: pausedAt(), text: '' })),
    report() {
      const at = pausedAt()
      openReport(at, notes.find((note) => Math.abs(note.at - at) < 1000)?.text ?? '')
    },
    details(key) {
      const note = notes.find((one) => noteKey(one) === key)
      return note && <NoteDetails note={note} change={change} onReport={() => openReport(note.at, note.text)} />
    },
    form: draft && stored && (
      <NoteForm
        key={draft.id ?? draft.at}
        {...draft}
        onSave={(text) => stored.save({ ...draft, text })}
        onClose={() => setDraft(null)}
      />
    ),
    dialog: facts && (
      <Suspense>
        <ReportDialog facts={facts} onClose={() => setFacts(null)} />
      </Suspense>
    ),
  }
}
