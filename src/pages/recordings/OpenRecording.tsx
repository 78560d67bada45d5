import { useEffect, useEffectEvent } from 'react'
import type { Connection } from '#api/connection.ts'
import { useSettings } from '#api/connection.ts'
import type { RecordingRows } from '#api/recordings.ts'
import { RecordingPanel } from '#features/recording/RecordingPanel.tsx'
import { neighboursOf } from './openRow.ts'
import type { RecordingsSearching } from './useRecordingsSearch.ts'

type Props = { at: Connection; id: string; list: RecordingRows | undefined; searching: RecordingsSearching }

/** The recording that the address opens at the side of the table, with its neighbours one key or button away. */
export function OpenRecording({ at, id, list, searching }: Props) {
  const { slice, change } = searching
  const { shortcuts } = useSettings()
  const { previous, next } = neighboursOf(id, list?.rows ?? [], slice, list?.hasMore ?? false)

  const press = useEffectEvent((event: KeyboardEvent) => {
    const isModified = event.ctrlKey || event.metaKey || event.altKey
    const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null
    if (!shortcuts || event.defaultPrevented || isModified || isTyping) return
    const step = event.key === 'j' ? next : event.key === 'k' ? previous : null
    if (step) change(step)
  })

  // Talks to the document: j and k go on while the panel has the focus anywhere inside.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

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
