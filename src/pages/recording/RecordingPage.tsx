import { useParams } from 'react-router-dom'
import { useAt } from '#features/connection/useAt.ts'
import { RecordingDetails } from '#features/recording/RecordingDetails.tsx'
import { headingName } from '#features/recording/recordingName.ts'
import { useRecording } from '#features/recording/useRecording.ts'
import { oneLine } from '#lib/cutText.ts'
import { exactTimes, relativeTime } from '#lib/instant.ts'
import { useNow } from '#ui/useNow.ts'
import { BackToTable } from './BackToTable.tsx'
import classes from './RecordingPage.module.css'

/** One recording on a page of its own. */
export function RecordingPage() {
  const at = useAt()
  const { recordingId = '' } = useParams()
  const recording = useRecording(at, recordingId).query.data?.recording
  const now = useNow(30_000)
  const name = recording ? headingName(recording) : 'Recording'
  const start = recording?.startTime

  return (
    <>
      <title>{`${oneLine(name)} · Recording · ${at.projectName ?? `Project ${at.projectId}`} · Replay Desk`}</title>
      <header className={classes['header']}>
        <BackToTable at={at} />
        <h1 className={classes['title']}>
          <bdi>{name}</bdi>
          {recording && <span className={classes['when']}>{start ? relativeTime(start, now) : 'start unknown'}</span>}
        </h1>
        <p className={classes['sentence']}>{start ? `Session that started on ${exactTimes(start, at.zone).join(', ')}.` : ' '}</p>
      </header>
      <RecordingDetails key={recordingId} at={at} id={recordingId} wide />
    </>
  )
}
