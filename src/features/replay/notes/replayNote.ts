import { oneLine, type InspectorItem } from '../describe/item.ts'

/** `at`: milliseconds from the start; `createdAt`: ISO, in UTC. */
export type ReplayNote = { id: string; at: number; text: string; createdAt: string }

const keyPrefix = 'note '

export function noteKey({ id }: ReplayNote): string {
  return keyPrefix + id
}

function itemOf(note: ReplayNote): InspectorItem {
  return { key: noteKey(note), at: note.at, windowId: '', kind: 'note', level: 'info', text: oneLine(note.text), details: [] }
}

/** Events and notes in time order; a note stands before what happened at its time. */
export function withNotes(items: readonly InspectorItem[], notes: readonly ReplayNote[]): readonly InspectorItem[] {
  if (notes.length === 0) return items
  return [...notes.map(itemOf), ...items].toSorted((one, other) => one.at - other.at)
}
