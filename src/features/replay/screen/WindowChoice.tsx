import { useMemo } from 'react'
import { Select } from '#ui/Select.tsx'
import { windowNumbers } from '../describe/windowAt.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import type { Player } from '../frame/player.ts'
import { usePlayerValue, useReplayState } from './useReplay.ts'

/** Hidden if only one tab was recorded. */
export function WindowChoice({ load, player }: { load: ReplayLoad; player: Player }) {
  const { switches } = useReplayState(load)
  const pinned = usePlayerValue(player, 'pinned')
  const windowId = usePlayerValue(player, 'windowId')
  const numbers = useMemo(() => windowNumbers(switches), [switches])
  if (numbers.size < 2) return null
  const current = windowId === null ? undefined : numbers.get(windowId)
  const tabs = [...numbers].map(([id, number]) => ({ value: id, label: `Tab ${number}` }))
  return (
    <Select
      aria-label="Tab"
      title="Recorded tab"
      value={pinned ?? ''}
      options={[{ value: '', label: current === undefined ? 'Active tab' : `Active tab (${current})` }, ...tabs]}
      onChange={(value) => player.pin(value === '' ? null : value)}
    />
  )
}
