import { useMemo } from 'react'
import type { InspectorItem } from '../describe/item.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { useReplayState } from '../screen/useReplay.ts'
import { type ReplayNote, withNotes } from './replayNote.ts'

/** Events as far as loaded, with the notes between them. */
export function useItems(load: ReplayLoad, notes: readonly ReplayNote[]): readonly InspectorItem[] {
  const { items } = useReplayState(load)
  return useMemo(() => withNotes(items, notes), [items, notes])
}
