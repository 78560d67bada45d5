import type { InspectorItem, ItemKind } from '../describe/item.ts'

/** What the seek bar marks. */
export type MarkKind = 'error' | 'navigation' | 'custom' | 'click'
export type Mark = { at: number; kind: MarkKind }

/** More marks than this nobody can tell apart: of those that fall together, the weightiest is shown. */
const slots = 240

const priorities: Record<MarkKind, number> = { error: 4, navigation: 3, custom: 2, click: 1 }

const markKinds: Partial<Record<ItemKind, MarkKind>> = { navigation: 'navigation', custom: 'custom', click: 'click' }

function kindOf({ kind, level }: InspectorItem): MarkKind | null {
  if ((kind === 'console' || kind === 'network') && level === 'error') return 'error'
  return markKinds[kind] ?? null
}

/** Clicks, console errors, page changes and the site's own events, one for each of 240 places of the bar. Milliseconds. */
export function marksOf(items: readonly InspectorItem[], duration: number): Mark[] {
  const marksBySlot = new Map<number, Mark>()
  for (const item of duration > 0 ? items : []) {
    const kind = kindOf(item)
    if (kind === null) continue
    const slot = Math.floor((item.at / duration) * slots)
    const existing = marksBySlot.get(slot)
    if (!existing || priorities[existing.kind] < priorities[kind]) marksBySlot.set(slot, { at: item.at, kind })
  }
  return [...marksBySlot.values()]
}
