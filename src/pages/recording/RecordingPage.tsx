import { lazy, Suspense } from 'react'
import { useNavigate, useParams } from 'react-router-dom'
import { useAt } from '#features/connection/useAt.ts'
import { DeleteButton } from '#features/deletion/DeleteButton.tsx'
import { DeletePersonButton } from '#features/deletion/DeletePersonButton.tsx'
import { RecordingDetails } from '#features/recording/RecordingDetails.tsx'
import { headingName } from '#features/recording/recordingName.ts'
import { useRecording } from '#features/recording/useRecording.ts'
import type { Recording } from '#api/recordings.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { exactTimes, relativeTime } from '#lib/instant.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import { MiddleCut } from '#ui/MiddleCut.tsx'
import { useNow } from '#ui/useNow.ts'
import { BackToTable } from './BackToTable.tsx'
import classes from './RecordingPage.module.css'

const ShareButton = lazy(() =>
  import('#features/sharing/ShareButton.tsx').then(({ ShareButton: Button }) => ({ default: Button })),
)
const SharingPanel = lazy(() =>
  import('#features/sharing/SharingPanel.tsx').then(({ SharingPanel: Panel }) => ({ default: Panel })),
)

/** One recording on a page of its own. */
export function RecordingPage() {
  const at = useAt()
  const { recordingId = '' } = useParams()
  const recording = useRecording(at, recordingId).query.data?.recording
  const now = useNow(30_000)
  const navigate = useNavigate()
  const toTable = () => void navigate(`/project/${encodeURIComponent(at.projectId)}/recordings`)
  const name = recording ? headingName(recording) : 'Recording'
  const start = recording?.startTime && exactTimes(recording.startTime, at.zone)[0]

  return (
    <>
      <title>{`${oneLine(name)} · Recording · ${at.projectName ?? `Project ${at.projectId}`} · Replay Desk`}</title>
      <header className={classes['header']}>
        <BackToTable at={at} />
        <h1 className={classes['title']}>
          <bdi>{name}</bdi> {start && <span className={classes['when']}>{start}</span>}
        </h1>
        <p className={classes['sentence']}>
          {recording ? <Orientation recording={recording} now={now} /> : <MiddleCut text={recordingId} />}
        </p>
      </header>
      <RecordingDetails
        key={recordingId}
        at={at}
        id={recordingId}
        wide
        actions={
          recording && (
            <>
              <Suspense>
                <ShareButton at={at} id={recordingId} />
              </Suspense>
              <DeleteButton at={at} recordings={[recording]} onDone={toTable} />
              {recording.person && <DeletePersonButton at={at} person={recording.person} />}
            </>
          )
        }
        below={
          recording && (
            <Suspense>
              <SharingPanel key={recordingId} at={at} subject={{ id: recordingId, name: headingName(recording) }} />
            </Suspense>
          )
        }
      />
    </>
  )
}

/** When it started, as people speak of it, and where. */
function Orientation({ recording: { startTime, startUrl }, now }: { recording: Recording; now: number }) {
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
