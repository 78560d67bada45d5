import type { InspectorItem, ItemKind } from '../describe/item.ts'

export type MarkKind = 'note' | 'error' | 'navigation' | 'custom' | 'click'
export type Mark = { at: number; kind: MarkKind }

/** More marks could not be told apart; each slot shows the most important one. */
const slots = 240

const priorities: Record<MarkKind, number> = { note: 5, error: 4, navigation: 3, custom: 2, click: 1 }

const markKinds: Partial<Record<ItemKind, MarkKind>> = {
  note: 'note',
  navigation: 'navigation',
  custom: 'custom',
  click: 'click',
}

/** How an event is marked on the timeline; null if it is not. */
export function markKindOf({ kind, level }: InspectorItem): MarkKind | null {
  if (level === 'error') return 'error'
  return markKinds[kind] ?? null
}

/** At most one mark per slot. `duration` in milliseconds. */
export function marksOf(items: readonly InspectorItem[], duration: number): Mark[] {
  const marksBySlot = new Map<number, Mark>()
  for (const item of duration > 0 ? items : []) {
    const kind = markKindOf(item)
    if (kind === null) continue
    const slot = Math.floor((item.at / duration) * slots)
    const existing = marksBySlot.get(slot)
    if (!existing || priorities[existing.kind] < priorities[kind]) marksBySlot.set(slot, { at: item.at, kind })
  }
  return [...marksBySlot.values()]
}
