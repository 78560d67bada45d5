import { ActionIcon } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { download } from '#ui/download.ts'
import { notify } from '#ui/notify.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import type { ReplaySubject } from './ReplayScreen.tsx'
import { isAllThere } from './isAllThere.ts'
import { useReplayState } from './useReplay.ts'

/** Writes the whole recording into one file, once all of it is there. */
export function ExportButton({ load, subject }: { load: ReplayLoad; subject: ReplaySubject }) {
  const state = useReplayState(load)
  const [isWanted, setWanted] = useState(false)
  const { stretches } = state
  const isThere = isAllThere(state)
  const hasFailed = state.end?.kind === 'failed' || state.end?.kind === 'unavailable'

  const write = useEffectEvent(async (signal: AbortSignal) => {
    const { exportReplay } = await import('../exportReplay.ts')
    const facts = { recordingId: subject.id ?? 'unknown', person: subject.person }
    const file = await exportReplay(load.get().runs, facts, signal)
    download(`recording-${(subject.id ?? 'file').replaceAll(/[^\w-]+/g, '_').slice(0, 60)}.json`, 'application/json', file)
    setWanted(false)
  })
  const giveUp = useEffectEvent(() => {
    setWanted(false)
    const message = 'Not all of the recording could be loaded, so no file was written. Try again once it plays to its end.'
    void notify({ id: 'recording-export', title: 'Not exported', message, tone: 'error' })
  })

  // Talks to the worker that loads, and then to the browser's downloads.
  useEffect(() => {
    if (!isWanted) return
    if (hasFailed) return giveUp()
    if (!isThere) return load.wantAll()
    const controller = new AbortController()
    write(controller.signal).catch(() => controller.signal.aborted || giveUp())
    return () => controller.abort()
  }, [isWanted, isThere, hasFailed, load])

  const progress = stretches && stretches.known > 1 ? ` (${stretches.loaded} of ${stretches.known} parts loaded)` : ''
  const label = isWanted ? `Exporting recording${progress}` : 'Export recording'
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={30}
      aria-label="Export recording"
      title={label}
      loading={isWanted}
      onClick={() => setWanted(true)}
    >
      <IconDownload size={16} aria-hidden />
    </ActionIcon>
  )
}
