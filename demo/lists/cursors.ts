import type { Measure } from '../data/activity.ts'
import type { Dataset } from '../data/dataset.ts'

/** The sort value and position of the last recording of a page. */
export type Cursor = { value: number | null; position: number }

function valueAt(dataset: Dataset, measure: Measure | 'start', position: number): number | null {
  return measure === 'start' ? dataset.startAt(position) : dataset.measureAt(position, measure)
}

export function writeCursor(dataset: Dataset, measure: Measure | 'start', position: number): string {
  const order_value = valueAt(dataset, measure, position)
  const secondary_value = dataset.factsAt(position).id
  return Buffer.from(JSON.stringify({ order_value, secondary_value })).toString('base64')
}

/** Null if it is not a cursor of this list. */
export function readCursor(dataset: Dataset, text: string): Cursor | null {
  try {
    const content: unknown = JSON.parse(Buffer.from(text, 'base64').toString())
    if (typeof content !== 'object' || content === null) return null
    if (!('order_value' in content) || !('secondary_value' in content)) return null
    const { order_value: value, secondary_value: id } = content
    const position = typeof id === 'string' ? dataset.positionOf(id) : null
    if (position === null || (value !== null && typeof value !== 'number')) return null
    return { value, position }
  } catch {
    return null
  }
}

/** Whether a recording comes after the cursor. Equal values are sorted oldest first, nulls last. */
export function isAfterCursor(
  dataset: Dataset,
  measure: Measure | 'start',
  ascending: boolean,
  cursor: Cursor,
  position: number,
): boolean {
  if (measure === 'start') return ascending ? position < cursor.position : position > cursor.position
  const value = dataset.measureAt(position, measure)
  if (value === cursor.value) return position < cursor.position
  if (value === null || cursor.value === null) return value === null
  return ascending ? value > cursor.value : value < cursor.value
}
