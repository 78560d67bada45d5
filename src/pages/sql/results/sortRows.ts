import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { inSlices } from '#lib/inSlices.ts'
import { cellAt, type ColumnKind } from './columns.ts'
import { jsonStart } from './jsonStart.ts'
import { readSqlDate } from './sqlDate.ts'

export type SortDirection = 'ascending' | 'descending'

/** Longer texts are compared by their beginning. */
const comparedCharacters = 300

/** Rows or merge positions between checks of the time: well below a slice. */
const batch = 512

const texts = new Intl.Collator('en', { numeric: true })

type Keys = { numbers: Float64Array; texts: (string | null)[] }

function readNumber(cell: unknown, kind: ColumnKind): number | null {
  if (typeof cell === 'number') return cell
  if (typeof cell === 'boolean') return cell ? 1 : 0
  if (kind === 'date') return readSqlDate(cell)?.time ?? null
  // Numbers too large for JSON arrive as text.
  if (kind === 'number' && typeof cell === 'string' && cell.trim() !== '') {
    const read = Number(cell)
    return Number.isNaN(read) ? null : read
  }
  return null
}

/** Numbers, dates and booleans have a number key, other values a text key; missing, null and NaN have neither. */
function readKey(keys: Keys, row: number, cell: unknown, kind: ColumnKind) {
  const number = cell === null ? null : readNumber(cell, kind)
  keys.numbers[row] = number ?? Number.NaN
  if (cell === null || number !== null) return
  keys.texts[row] = (typeof cell === 'string' ? cell : jsonStart(cell, comparedCharacters)).slice(0, comparedCharacters)
}

/** A total order: numbers before texts; rows without a key are equal and last in both directions. */
function compareKeys(keys: Keys, sign: 1 | -1, one: number, other: number): number {
  const oneNumber = keys.numbers[one] ?? Number.NaN
  const otherNumber = keys.numbers[other] ?? Number.NaN
  const oneText = keys.texts[one] ?? null
  const otherText = keys.texts[other] ?? null
  const isOneMissing = oneText === null && Number.isNaN(oneNumber)
  const isOtherMissing = otherText === null && Number.isNaN(otherNumber)
  if (isOneMissing || isOtherMissing) return Number(isOneMissing) - Number(isOtherMissing)
  if (oneText !== null && otherText !== null) return texts.compare(oneText, otherText) * sign
  if (oneText !== null || otherText !== null) return (oneText === null ? -1 : 1) * sign
  return (oneNumber < otherNumber ? -1 : oneNumber > otherNumber ? 1 : 0) * sign
}

/** Merges pairs of sorted runs of `width` rows. Yields after each batch. */
function* mergePass(from: Uint32Array, to: Uint32Array, width: number, compare: (one: number, other: number) => number) {
  const { length } = from
  let done = 0
  for (let start = 0; start < length; start += 2 * width) {
    const middle = Math.min(start + width, length)
    const end = Math.min(start + 2 * width, length)
    let left = start
    let right = middle
    for (let position = start; position < end; position += 1) {
      const takesLeft = left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0)
      to[position] = from[takesLeft ? left : right] ?? 0
      if (takesLeft) left += 1
      else right += 1
      done += 1
      if (done % batch === 0) yield
    }
  }
}

/**
 * Row indexes sorted by one column: stable, numbers and dates by value, texts by collation, missing, null and NaN last in both
 * directions. A merge sort in slices, because `toSorted` of 50,000 texts would block the page. Rejects if `signal` aborts.
 */
export async function sortRows(
  rows: SqlAnswer['rows'],
  column: number,
  kind: ColumnKind,
  direction: SortDirection,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const { length } = rows
  const keys: Keys = { numbers: new Float64Array(length), texts: Array.from({ length }, () => null) }
  function* readKeys() {
    for (let row = 0; row < length; row += 1) {
      readKey(keys, row, cellAt(rows, row, column), kind)
      if (row % batch === 0) yield
    }
  }
  const sign = direction === 'ascending' ? 1 : -1
  const compare = (one: number, other: number) => compareKeys(keys, sign, one, other)
  await inSlices(readKeys(), () => undefined, signal)
  let from = Uint32Array.from({ length }, (_, row) => row)
  let to = new Uint32Array(length)
  for (let width = 1; width < length; width *= 2) {
    await inSlices(mergePass(from, to, width, compare), () => undefined, signal)
    ;[from, to] = [to, from]
  }
  return from
}
