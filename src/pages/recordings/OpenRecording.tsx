import type { Connection } from '#api/connection.ts'
import type { RecordingRows } from '#api/recordings.ts'
import { RecordingPanel } from '#features/recording/RecordingPanel.tsx'
import { neighboursOf } from './openRow.ts'
import type { RecordingsSearching } from './useRecordingsSearch.ts'

type Props = { at: Connection; id: string; list: RecordingRows | undefined; searching: RecordingsSearching }

/** The recording that the address opens at the side of the table, with its neighbours one key or button away. */
export function OpenRecording({ at, id, list, searching }: Props) {
  const { slice, change } = searching
  const { previous, next } = neighboursOf(id, list?.rows ?? [], slice, list?.hasMore ?? false)

  return (
    <RecordingPanel
      at={at}
      id={id}
      onClose={() => change({ open: '' })}
      onPrevious={previous && (() => change(previous))}
      onNext={next && (() => change(next))}
    />
  )
}
