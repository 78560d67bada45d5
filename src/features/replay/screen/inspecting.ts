import type { InspectorItem } from '../describe/item.ts'

/** Whether an item holds every word of a text, in its sentence or its details. Case does not matter. */
export function matchesText({ text, details }: InspectorItem, wanted: string): boolean {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const all = [text, ...details.flat()].join(' ').toLowerCase()
  return words.every((word) => all.includes(word))
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
