import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { inSlices } from '#lib/inSlices.ts'
import { cellAt, type ColumnKind } from './columns.ts'
import { jsonStart } from './jsonStart.ts'
import { readSqlDate } from './sqlDate.ts'

export type SortDirection = 'ascending' | 'descending'

/** Of a text, so much decides. */
const comparedCharacters = 300

/** Rows, or places of a merge, that are done at once: well below a slice. */
const batch = 512

const texts = new Intl.Collator('en', { numeric: true })

type Keys = { numbers: Float64Array; texts: (string | null)[] }

function readNumber(cell: unknown, kind: ColumnKind): number | null {
  if (typeof cell === 'number') return cell
  if (typeof cell === 'boolean') return cell ? 1 : 0
  if (kind === 'date') return readSqlDate(cell)?.time ?? null
  // Numbers that JSON cannot hold come as text.
  if (kind === 'number' && typeof cell === 'string' && cell.trim() !== '') {
    const read = Number(cell)
    return Number.isNaN(read) ? null : read
  }
  return null
}

/** Numbers, dates and booleans are a number; the rest has NaN there and a text; null has neither. */
function readKey(keys: Keys, row: number, cell: unknown, kind: ColumnKind) {
  const number = cell === null ? null : readNumber(cell, kind)
  keys.numbers[row] = number ?? Number.NaN
  if (cell === null || number !== null) return
  keys.texts[row] = (typeof cell === 'string' ? cell : jsonStart(cell, comparedCharacters)).slice(0, comparedCharacters)
}

/** Numbers before texts; what has neither is the last in both directions. */
function compareKeys(keys: Keys, sign: 1 | -1, one: number, other: number): number {
  const oneNumber = keys.numbers[one] ?? Number.NaN
  const otherNumber = keys.numbers[other] ?? Number.NaN
  const oneText = keys.texts[one] ?? null
  const otherText = keys.texts[other] ?? null
  const isOneNone = oneText === null && Number.isNaN(oneNumber)
  const isOtherNone = otherText === null && Number.isNaN(otherNumber)
  if (isOneNone || isOtherNone) return Number(isOneNone) - Number(isOtherNone)
  if (oneText !== null && otherText !== null) return texts.compare(oneText, otherText) * sign
  if (oneText !== null || otherText !== null) return (oneText === null ? -1 : 1) * sign
  return (oneNumber < otherNumber ? -1 : oneNumber > otherNumber ? 1 : 0) * sign
}

/** Merges runs of `width` rows, two at a time; what it yields means that a batch is done. */
function* mergePass(from: Uint32Array, to: Uint32Array, width: number, compare: (one: number, other: number) => number) {
  const { length } = from
  let done = 0
  for (let start = 0; start < length; start += 2 * width) {
    const middle = Math.min(start + width, length)
    const end = Math.min(start + 2 * width, length)
    let left = start
    let right = middle
    for (let place = start; place < end; place += 1) {
      const takesLeft = left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0)
      to[place] = from[takesLeft ? left : right] ?? 0
      if (takesLeft) left += 1
      else right += 1
      done += 1
      if (done % batch === 0) yield
    }
  }
}

/**
 * The places of the rows in the order of one column: stable, numbers and dates by their size, texts as people order them, null
 * last in both directions. Works in slices, so that 50,000 rows do not hold up the page. Rejects when `signal` stops it.
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
