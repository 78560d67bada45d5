import { useReadOnly } from '#storage/readOnly.ts'
import { useCallback } from 'react'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { useMarkViewed } from '#api/recordings/recordingMutations.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { postHogUrl } from '#lib/paths.ts'
import type { InspectorItem } from './describe/item.ts'
import { useRecordingNotes } from './notes/useRecordingNotes.ts'
import { loadSnapshots } from './loadSnapshots.ts'
import { takePreloaded } from './preloadReplay.ts'
import classes from './RecordingReplay.module.css'
import { useReplaySettings } from './replaySettings.ts'
import { ReplayScreen } from './screen/ReplayScreen.tsx'
import type { Neighbors } from './screen/replaySubject.ts'
import type { OpenReplay } from './screen/useReplay.ts'

/** Part of a console message, or any error of the console. */
export type SearchedConsole = { text: string; isError: boolean }

type Props = Neighbors & {
  connection: Connection
  recording: Recording
  /** Seconds from the start. */
  startAt: number
  /** Whether it was opened to be played, which Settings can turn off. */
  plays: boolean
  /** Called with seconds from the start after pausing, seeking while paused, or ending. */
  onPositionChange: (seconds: number) => void
  /** The filter of the list that it was opened from; playback goes to its first match. */
  searched?: SearchedConsole | null
  /** URL of the recording at a time in seconds. */
  linkAt: (seconds: number) => string
}

/** Plays a recording from the server. Marks it as viewed after five seconds of playback, unless Settings say otherwise. */
export function RecordingReplay({
  connection,
  recording,
  startAt,
  plays,
  onPositionChange,
  linkAt,
  searched,
  ...neighbors
}: Props) {
  const { id, viewed, ongoing, person } = recording
  const { marksViewed, playsOnWatch } = useReplaySettings()
  const marking = useMarkViewed(connection)
  const isReadOnly = useReadOnly(connection.id)
  const notes = useRecordingNotes(connection, id)
  const startTime = recording.startTime?.getTime()
  const endTime = recording.endTime?.getTime()
  const expiryTime = recording.expiryTime?.getTime()
  const open = useCallback<OpenReplay>(
    (allowedHosts, position) =>
      (allowedHosts.length === 0 && position === 0 ? takePreloaded(connection, id) : null) ??
      loadSnapshots(connection, id, {
        startAt: position,
        allowedHosts,
        recording: { ongoing, startTime: dateOf(startTime), endTime: dateOf(endTime), expiryTime: dateOf(expiryTime) },
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- facts that come later are no reason to load it again
    [connection.id, connection.projectId, id],
  )
  const text = searched?.text.toLowerCase()
  const isError = searched?.isError === true
  const isSearched = useCallback(
    (item: InspectorItem) =>
      item.kind === 'console' && item.text.toLowerCase().includes(text ?? '') && (!isError || item.level === 'error'),
    [text, isError],
  )
  const subject = {
    id,
    person,
    listedSeconds: recording.recordingDuration,
    zone: connection.zone,
    linkAt,
    postHogLinkAt: (seconds: number) => postHogLink(connection, id, seconds),
  }
  const error = marking.error && asApiError(marking.error)
  return (
    <>
      <ReplayScreen
        key={id}
        open={open}
        subject={subject}
        notes={notes}
        startAt={startAt}
        plays={plays && playsOnWatch}
        onPositionChange={onPositionChange}
        onWatched={marksViewed && !viewed && !isReadOnly ? () => marking.mutate({ id }) : undefined}
        jumpsTo={searched && startAt === 0 ? isSearched : undefined}
        {...neighbors}
      />
      {error && (
        <p className={classes['note']} role="alert">
          Couldn’t mark as viewed. {error.message} {error.next}
        </p>
      )}
    </>
  )
}

/** PostHog's app takes whole seconds. */
function postHogLink(connection: Connection, id: string, seconds: number): string {
  return `${postHogUrl(connection, 'replay', id)}?t=${Math.floor(seconds)}`
}

function dateOf(time: number | undefined): Date | null {
  return time === undefined ? null : new Date(time)
}
