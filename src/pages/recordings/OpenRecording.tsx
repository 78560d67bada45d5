import { lazy, Suspense } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { RecordingRows } from '#api/recordings/recordings.ts'
import { DeleteMenu } from '#features/deletion/DeleteMenu.tsx'
import { RecordingPanel } from '#features/recording/RecordingPanel.tsx'
import { headingName } from '#features/recording/recordingName.ts'
import { useRecording } from '#features/recording/useRecording.ts'
import { PublicBadge } from '#features/sharing/PublicBadge.tsx'
import { useWasPublic } from '#features/sharing/useKnownShare.ts'
import { neighborsOf } from './openRow.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'

const ShareButton = lazy(() =>
  import('#features/sharing/ShareButton.tsx').then(({ ShareButton: Button }) => ({ default: Button })),
)
const SharingPanel = lazy(() =>
  import('#features/sharing/SharingPanel.tsx').then(({ SharingPanel: Panel }) => ({ default: Panel })),
)

type Props = { connection: Connection; id: string; list: RecordingRows | undefined; searchState: RecordingsSearchState }

/** The side panel of the recording that `open` in the URL names. */
export function OpenRecording({ connection, id, list, searchState }: Props) {
  const { slice, change } = searchState
  const { previous, next } = neighborsOf(id, list?.rows ?? [], slice, list?.hasMore ?? false)
  const recording = useRecording(connection, id).query.data?.recording
  const isPublic = useWasPublic(connection, id)
  const close = () => change({ open: '' })

  return (
    <RecordingPanel
      connection={connection}
      id={id}
      onClose={close}
      badge={<PublicBadge connection={connection} id={id} />}
      onPrevious={previous && (() => change(previous))}
      onNext={next && (() => change(next))}
      actions={
        recording && (
          <>
            <Suspense>
              <ShareButton connection={connection} id={id} />
            </Suspense>
            <DeleteMenu connection={connection} recording={recording} onDone={close} />
          </>
        )
      }
      isSharingFirst={isPublic}
      sharing={
        recording && (
          <Suspense>
            <SharingPanel key={id} connection={connection} subject={{ id, name: headingName(recording) }} />
          </Suspense>
        )
      }
    />
  )
}
