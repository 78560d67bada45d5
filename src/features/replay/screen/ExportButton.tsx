import { IconDownload } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { download } from '#ui/download.ts'
import { notify } from '#ui/notify.ts'
import { summaryOf } from '../describe/summaryOf.ts'
import { shownLength } from '../durationOf.ts'
import type { FileFacts } from '../replayFile.ts'
import type { ReplayNote } from '../notes/replayNote.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { loadWholeRecording } from './loadWholeRecording.ts'
import type { ReplaySubject } from './replaySubject.ts'
import { useReplayState } from './useReplay.ts'
import { IconButton } from '#ui/Button.tsx'

function personOf(file: FileFacts | null): ReplaySubject['person'] {
  return file?.personName ? { uuid: null, name: file.personName, distinctIds: [] } : null
}

type Props = { load: ReplayLoad; subject: ReplaySubject; notes: readonly ReplayNote[] }

/** Exports the recording once all of it has loaded. */
export function ExportButton({ load, subject: { id, person, listedSeconds }, notes }: Props) {
  const { segments } = useReplayState(load)
  const [isBusy, setBusy] = useState(false)
  const abortController = useRef<AbortController | null>(null)

  // Cancels the export when the user leaves.
  useEffect(() => () => abortController.current?.abort(), [])

  async function exportRecording() {
    const controller = new AbortController()
    abortController.current = controller
    setBusy(true)
    try {
      await loadWholeRecording(load, controller.signal)
      const { exportReplay } = await import('../exportReplay.ts')
      const state = load.get()
      const { file, ranges, items } = state
      const recordingId = id ?? file?.recordingId ?? 'unknown'
      const facts = {
        recordingId,
        person: person ?? personOf(file),
        notes,
        summary: summaryOf(items, shownLength(state, listedSeconds) * 1000),
      }
      const blob = await exportReplay(ranges, facts, controller.signal)
      const name = recordingId.replaceAll(/[^\w-]+/g, '_').slice(0, 60)
      download(`recording-${name}.json`, 'application/json', blob)
    } catch {
      if (controller.signal.aborted) return
      const message = 'Part of the recording couldn’t load. Try again once it plays to the end.'
      void notify({ id: 'recording-export', title: 'Recording not exported', message, tone: 'error' })
    }
    setBusy(false)
  }

  const progress = segments && segments.known > 1 ? ` (${segments.loaded} of ${segments.known} parts loaded)` : ''
  return (
    <IconButton
      variant="subtle"
      color="gray"
      size={30}
      aria-label="Export recording"
      title={isBusy ? `Exporting recording${progress}` : 'Export recording'}
      loading={isBusy}
      onClick={() => void exportRecording()}
    >
      <IconDownload size={16} aria-hidden />
    </IconButton>
  )
}
