import { lazy, Suspense, useCallback, useEffect } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { DeleteMenu } from '#features/deletion/DeleteMenu.tsx'
import { RecordingDetails } from '#features/recording/RecordingDetails.tsx'
import { readTime, recordingLink, withTime } from '#features/recording/recordingLink.ts'
import { PublicBadge } from '#features/sharing/PublicBadge.tsx'
import { useWasPublic } from '#features/sharing/useKnownShare.ts'
import { headingName } from '#features/recording/recordingName.ts'
import { useRecording } from '#features/recording/useRecording.ts'
import type { SearchedConsole } from '#features/replay/RecordingReplay.tsx'
import type { Neighbors } from '#features/replay/screen/replaySubject.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { isRecord } from '#lib/isRecord.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { exactTimeWithZone, relativeTime } from '#lib/instant.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { useNow } from '#ui/useNow.ts'
import { BackToTable } from './BackToTable.tsx'
import { NeighborButtons, useNeighbors } from './neighbors.tsx'
import { Row, Text } from '#ui/layout.tsx'
import classes from './RecordingPage.module.css'
import { idsIn, paths } from '#lib/paths.ts'
import { returnAddress, savePlace } from '#lib/tablePlaces.ts'

const ShareButton = lazy(() =>
  import('#features/sharing/ShareButton.tsx').then(({ ShareButton: Button }) => ({ default: Button })),
)
const SharingPanel = lazy(() =>
  import('#features/sharing/SharingPanel.tsx').then(({ SharingPanel: Panel }) => ({ default: Panel })),
)

const replay = import('#features/replay/RecordingReplay.tsx') // loads early: the first frame needs it
replay.catch(() => undefined) // the Suspense boundary reports it
const RecordingReplay = lazy(() => replay.then(({ RecordingReplay: Replay }) => ({ default: Replay })))

export function RecordingPage() {
  const connection = useConnection()
  const { pathname, state } = useLocation()
  const { itemId: recordingId } = idsIn(pathname)
  const { data, isPending } = useRecording(connection, recordingId).query
  const recording = data?.recording
  const isPublic = useWasPublic(connection, recordingId)
  const now = useNow(30_000)
  const navigate = useNavigate()
  const table = returnAddress(state, paths.recordings(connection.projectId))
  const toTable = () => void navigate(table)
  const name = recording ? headingName(recording) : 'Recording'
  const neighbors = useNeighbors(connection, recordingId)
  const start = recording?.startTime && exactTimeWithZone(recording.startTime)

  useEffect(() => savePlace(table, { rowId: recordingId }), [table, recordingId])

  return (
    <>
      <title>{`${oneLine(name)} · Recording · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <header className={classes['header']}>
        <Row justify="space-between" wrap className={classes['top']}>
          <BackToTable connection={connection} table={table} />
          <NeighborButtons {...neighbors} />
        </Row>
        <Row as="h1" gap="0 10px" align="baseline" wrap className={classes['title']}>
          <bdi>{name}</bdi>{' '}
          {start && (
            <Text as="span" size="md" tone="dimmed" numeric className={classes['when']}>
              {start}
            </Text>
          )}
        </Row>
        <Text size="sm" tone="dimmed" numeric cut className={classes['subtitle']}>
          <PublicBadge connection={connection} id={recordingId} />{' '}
          {recording ? <StartSummary recording={recording} now={now} /> : <TruncateMiddle text={recordingId} />}
        </Text>
      </header>
      {isPending && <PlayerPlaceholder />}
      {recording && (
        <Suspense fallback={<PlayerPlaceholder />}>
          <Player key={recordingId} connection={connection} recording={recording} neighbors={neighbors} />
        </Suspense>
      )}
      <RecordingDetails
        key={recordingId}
        connection={connection}
        id={recordingId}
        wide
        actions={
          recording && (
            <>
              <Suspense>
                <ShareButton connection={connection} id={recordingId} />
              </Suspense>
              <DeleteMenu connection={connection} recording={recording} onDone={toTable} />
            </>
          )
        }
        isSharingFirst={isPublic}
        sharing={
          recording && (
            <Suspense>
              <SharingPanel
                key={recordingId}
                connection={connection}
                subject={{ id: recordingId, name: headingName(recording) }}
              />
            </Suspense>
          )
        }
      />
    </>
  )
}

type PlayerProps = { connection: Connection; recording: Recording; neighbors: Neighbors }

/** As high as the player. */
function PlayerPlaceholder() {
  return (
    <Row justify="center" size="sm" tone="dimmed" className={classes['replay']} role="status">
      Loading player…
    </Row>
  )
}

/** What the list it was opened from searched in the console. */
function searchedConsole(state: unknown): SearchedConsole | null {
  const from = isRecord(state) && typeof state['from'] === 'string' ? state['from'] : ''
  const params = new URLSearchParams(from.split('?')[1])
  const text = params.get('console')?.trim() ?? ''
  if (text !== '') return { text, isError: false }
  return params.has('console_errors') ? { text: '', isError: true } : null
}

/** The player, with its time in the URL. */
function Player({ connection, recording, neighbors }: PlayerProps) {
  const [params] = useSearchParams()
  const { pathname, state } = useLocation()
  const navigate = useNavigate()
  const reportPosition = useCallback(
    (seconds: number) => {
      const now = new URLSearchParams(window.location.search)
      // Playback goes on while the next screen loads, whose address must stay.
      if (readTime(now) === seconds || window.location.pathname !== pathname) return
      const location = { search: withTime(now, seconds).toString(), hash: window.location.hash }
      void navigate(location, { replace: true, preventScrollReset: true, state })
    },
    [navigate, pathname, state],
  )
  return (
    <RecordingReplay
      connection={connection}
      recording={recording}
      startAt={readTime(params)}
      searched={searchedConsole(state)}
      plays={isRecord(state) && state['plays'] === true}
      onPositionChange={reportPosition}
      linkAt={(seconds) => recordingLink(connection, recording.id, seconds)}
      {...neighbors}
    />
  )
}

function StartSummary({ recording: { startTime, startUrl }, now }: { recording: Recording; now: number }) {
  return (
    <>
      {startTime ? `Started ${relativeTime(startTime, now)}` : 'Start unknown'}
      {startUrl && (
        <>
          {' '}
          on <bdi>{cutText(shortUrl(startUrl), 160)}</bdi>
        </>
      )}
    </>
  )
}
