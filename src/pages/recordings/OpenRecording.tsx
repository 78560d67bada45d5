import { lazy, Suspense } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { RecordingRows } from '#api/recordings/recordings.ts'
import { DeleteButton } from '#features/deletion/DeleteButton.tsx'
import { DeletePersonButton } from '#features/deletion/DeletePersonButton.tsx'
import { RecordingPanel } from '#features/recording/RecordingPanel.tsx'
import { headingName } from '#features/recording/recordingName.ts'
import { useRecording } from '#features/recording/useRecording.ts'
import { neighboursOf } from './openRow.ts'
import type { RecordingsSearching } from './useRecordingsSearch.ts'

const ShareButton = lazy(() =>
  import('#features/sharing/ShareButton.tsx').then(({ ShareButton: Button }) => ({ default: Button })),
)
const SharingPanel = lazy(() =>
  import('#features/sharing/SharingPanel.tsx').then(({ SharingPanel: Panel }) => ({ default: Panel })),
)

type Props = { at: Connection; id: string; list: RecordingRows | undefined; searching: RecordingsSearching }

/** The recording that the address opens at the side of the table, with its neighbours one key or button away. */
export function OpenRecording({ at, id, list, searching }: Props) {
  const { slice, change } = searching
  const { previous, next } = neighboursOf(id, list?.rows ?? [], slice, list?.hasMore ?? false)
  const recording = useRecording(at, id).query.data?.recording
  const close = () => change({ open: '' })

  return (
    <RecordingPanel
      at={at}
      id={id}
      onClose={close}
      onPrevious={previous && (() => change(previous))}
      onNext={next && (() => change(next))}
      actions={
        recording && (
          <>
            <Suspense>
              <ShareButton at={at} id={id} />
            </Suspense>
            <DeleteButton at={at} recordings={[recording]} onDone={close} />
            {recording.person && <DeletePersonButton at={at} person={recording.person} />}
          </>
        )
      }
      below={
        recording && (
          <Suspense>
            <SharingPanel key={id} at={at} subject={{ id, name: headingName(recording) }} />
          </Suspense>
        )
      }
    />
  )
}
