import type { InspectorItem } from '../describe/item.ts'

/** Whether an item contains every word of the query, ignoring case. */
export function matchesText({ text, details }: InspectorItem, query: string): boolean {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (terms.length === 0) return true
  const content = [text, ...details.flat()].join(' ').toLowerCase()
  return terms.every((word) => content.includes(word))
}

/** The last item at or before a position; -1 before the first. `items` are in time order. */
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
