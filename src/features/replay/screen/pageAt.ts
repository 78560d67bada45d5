import type { InspectorItem } from '../describe/item.ts'
import { markKindOf } from './marks.ts'

const maxHappened = 3

/** URL of the page, or name of the app's screen, at a position, in one window or in any; null if unknown. `items` are in time order. */
export function pageUrlAt(items: readonly InspectorItem[], position: number, windowId: string | null = null): string | null {
  const page = items.findLast(
    (item) => item.kind === 'navigation' && item.at <= position && (windowId === null || item.windowId === windowId),
  )
  return page?.details.find(([label]) => label === 'URL' || label === 'Screen')?.[1] ?? null
}

/** What is marked on the timeline within `tolerance` milliseconds of a moment: errors first, then the closest. */
export function happenedAt(items: readonly InspectorItem[], at: number, tolerance: number): InspectorItem[] {
  const distance = (item: InspectorItem) => Math.abs(item.at - at) - (item.level === 'error' ? tolerance : 0)
  return items
    .filter((item) => Math.abs(item.at - at) <= tolerance && markKindOf(item) !== null)
    .toSorted((one, other) => distance(one) - distance(other))
    .slice(0, maxHappened)
}
