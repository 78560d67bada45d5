import type { Recording } from '#api/recordings/recordings.ts'
import { exactTimes, relativeTime } from '#lib/instant.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'

type Props = { recording: Recording | undefined; id: string; zone: string | null; now: number }

/** Under a recording's heading: when it started, or which one is meant as long as no more than the id is known. */
export function StartLine({ recording, id, zone, now }: Props) {
  if (!recording) return <TruncateMiddle text={id} />
  const { startTime } = recording
  if (!startTime) return 'The server did not say when it started.'
  return (
    <>
      Started {relativeTime(startTime, now)} · <time dateTime={startTime.toISOString()}>{exactTimes(startTime, zone)[0]}</time>
    </>
  )
}
