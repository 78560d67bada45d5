import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { exactTimeWithZone, relativeTime } from '#lib/instant.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import type { ReactNode } from 'react'
import { type Connection, useSettings } from '#storage/connections.ts'
import { SidePanel } from '#ui/SidePanel.tsx'
import { useNow } from '#ui/useNow.ts'
import { RecordingDetails } from './RecordingDetails.tsx'
import { headingName } from './recordingName.ts'
import { useRecording } from './useRecording.ts'
import { paths } from '#lib/paths.ts'

type Props = {
  connection: Connection
  id: string
  onClose: () => void
  /** Null if there is none. */
  onPrevious: (() => void) | null
  onNext: (() => void) | null
  /** Beside the time of the start. */
  badge?: ReactNode
  /** More buttons beside “Mark as viewed”. */
  actions?: ReactNode
  /** Its sharing, above the facts if it is public. */
  sharing?: ReactNode
  isSharingFirst?: boolean
  /** Link target of another recording of the same person; its own page by default. */
  hrefOf?: (id: string) => string
}

/** Shows one recording over the dimmed table. */
export function RecordingPanel({ connection, id, onClose, onPrevious, onNext, badge, ...shown }: Props) {
  const recording = useRecording(connection, id).query.data?.recording
  const now = useNow(30_000)
  const { shortcuts } = useSettings()
  return (
    <SidePanel
      itemName="recording"
      id={id}
      pageHref={paths.recording(connection.projectId, id)}
      title={recording ? headingName(recording) : 'Recording'}
      subtitle={
        <>
          <StartLine recording={recording} id={id} zone={connection.zone} now={now} /> {badge}
        </>
      }
      shortcuts={shortcuts}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
    >
      <RecordingDetails connection={connection} id={id} {...shown} />
    </SidePanel>
  )
}

type StartProps = { recording: Recording | undefined; id: string; zone: string | null; now: number }

/** Shows when the recording started, or its ID until it has loaded. */
function StartLine({ recording, id, zone, now }: StartProps) {
  if (!recording) return <TruncateMiddle text={id} />
  const { startTime } = recording
  if (!startTime) return 'Start unknown'
  return (
    <>
      Started {relativeTime(startTime, now)} ·{' '}
      <time dateTime={startTime.toISOString()} data-zone={zone ?? ''}>
        {exactTimeWithZone(startTime)}
      </time>
    </>
  )
}
