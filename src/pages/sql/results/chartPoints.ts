import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { cellAt, type ResultColumn } from './columns.ts'
import { readSqlDate, sqlDateText } from './sqlDate.ts'

export const maxPoints = 366

export type Point = { label: string; time: number; value: number }

/** Bars by time if the first column is a date and the second a number, from the first rows; null otherwise or with too few. */
export function chartPoints({ rows }: SqlAnswer, columns: readonly ResultColumn[]): Point[] | null {
  if (columns[0]?.kind !== 'date' || columns[1]?.kind !== 'number') return null
  const points: Point[] = []
  for (let row = 0; row < rows.length && points.length < maxPoints; row += 1) {
    const date = readSqlDate(cellAt(rows, row, 0))
    const cell = cellAt(rows, row, 1)
    const value = typeof cell === 'string' && cell !== '' ? Number(cell) : cell
    if (date && typeof value === 'number' && Number.isFinite(value))
      points.push({ label: sqlDateText(date), time: date.time, value })
  }
  return points.length < 2 ? null : points.toSorted((one, other) => one.time - other.time)
}

/** Position and height in percent from the top; negative values hang from the zero line. */
export function barOf(value: number, min: number, max: number): { top: number; height: number } {
  const range = max - min
  if (!(range > 0) || !Number.isFinite(range)) return { top: 100, height: 0 }
  const zero = (max / range) * 100
  const end = ((max - value) / range) * 100
  return { top: Math.min(zero, end), height: Math.abs(zero - end) }
}
