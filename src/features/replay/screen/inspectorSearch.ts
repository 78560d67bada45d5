import type { InspectorItem } from '../describe/item.ts'

/** Whether an item holds every word of a text, in its sentence or its details. Case does not matter. */
export function matchesText({ text, details }: InspectorItem, query: string): boolean {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (terms.length === 0) return true
  const content = [text, ...details.flat()].join(' ').toLowerCase()
  return terms.every((word) => content.includes(word))
}

/** The last item at or before a time in milliseconds from the start; -1 before the first. `items` are in order. */
export function indexAt(items: readonly InspectorItem[], position: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.at ?? Infinity) <= position) low = middle + 1
    else high = middle
  }
  return low - 1
}
