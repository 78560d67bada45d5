import type { Recording } from '#api/recordings/recordings.ts'
import { exactTimes, relativeTime } from '#lib/instant.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'

type Props = { recording: Recording | undefined; id: string; zone: string | null; now: number }

/** Shows when the recording started, or its ID until it has loaded. */
export function StartLine({ recording, id, zone, now }: Props) {
  if (!recording) return <TruncateMiddle text={id} />
  const { startTime } = recording
  if (!startTime) return 'Start unknown'
  return (
    <>
      Started {relativeTime(startTime, now)} · <time dateTime={startTime.toISOString()}>{exactTimes(startTime, zone)[0]}</time>
    </>
  )
}
