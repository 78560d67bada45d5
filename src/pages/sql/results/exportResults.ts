import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { type Cell, toCsv, toTsv } from '#lib/csv.ts'
import { inSlices } from '#lib/inSlices.ts'
import { wholeJson, wholeText } from './cellText.ts'
import { cellAt, distinctNames } from './columns.ts'

/** Characters that are put together before they are handed on. */
const pieceLength = 250_000

type Table = Pick<SqlAnswer, 'columns' | 'rows'> & {
  /** Places of the rows in the order in which they are shown; null for that of the answer. */
  order: Uint32Array | null
}

function csvCell(cell: unknown): Cell {
  return typeof cell === 'number' ? cell : cell === null ? null : wholeText(cell)
}

function* texts({ columns, rows, order }: Table, head: string, write: (cells: readonly unknown[], isLast: boolean) => string) {
  yield head
  for (let place = 0; place < rows.length; place += 1) {
    const row = order?.[place] ?? place
    yield write(
      columns.map((_, column) => cellAt(rows, row, column)),
      place === rows.length - 1,
    )
  }
}

/** Pieces of a text handed over one by one, in slices: a table may be fifty megabytes of it. */
async function inPieces(parts: Iterable<string>, take: (piece: string) => void, signal?: AbortSignal) {
  let piece = ''
  await inSlices(
    parts,
    (part) => {
      piece += part
      if (piece.length < pieceLength) return
      take(piece)
      piece = ''
    },
    signal,
  )
  take(piece)
}

async function fileOf(parts: Iterable<string>, signal?: AbortSignal): Promise<Blob> {
  const pieces: Blob[] = []
  await inPieces(parts, (piece) => pieces.push(new Blob([piece])), signal)
  return new Blob(pieces)
}

/** The table as CSV, safe to open in a spreadsheet (see toCsv): objects and lists are JSON, null is empty. Works in slices. */
export async function resultsCsv(table: Table, signal?: AbortSignal): Promise<Blob> {
  return fileOf(
    texts(table, toCsv([table.columns]), (cells) => toCsv([cells.map(csvCell)])),
    signal,
  )
}

/** The table as a JSON list of objects; of names that stand there twice the second gets a number. Works in slices. */
export async function resultsJson(table: Table, signal?: AbortSignal): Promise<Blob> {
  const names = distinctNames(table.columns)
  const write = (cells: readonly unknown[], isLast: boolean) =>
    `${wholeJson(Object.fromEntries(cells.map((cell, column) => [names[column], cell])), 0)}${isLast ? '\n' : ',\n'}`
  function* all() {
    yield* texts(table, '[\n', write)
    yield ']\n'
  }
  return fileOf(all(), signal)
}

/** The table for the clipboard, parted by tabs; null where it is longer than `most` characters. Works in slices. */
export async function resultsTsv(table: Table, most: number, signal?: AbortSignal): Promise<string | null> {
  let text = ''
  let isTooLong = false
  function* fitting() {
    for (const part of texts(table, toTsv([table.columns]), (cells) => toTsv([cells.map(csvCell)]))) {
      if (text.length > most) {
        isTooLong = true
        return
      }
      yield part
    }
  }
  await inPieces(fitting(), (piece) => (text += piece), signal)
  return isTooLong || text.length > most ? null : text
}
