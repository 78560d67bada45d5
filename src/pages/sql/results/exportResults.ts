import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { type Cell, toCsv, toTsv } from '#lib/csv.ts'
import { inSlices } from '#lib/inSlices.ts'
import { wholeJson, wholeText } from './cellText.ts'
import { cellAt, distinctNames } from './columns.ts'

/** In characters. */
const pieceLength = 250_000

type Table = Pick<SqlAnswer, 'columns' | 'rows'> & {
  /** Row indexes in display order; null for the order of the response. */
  order: Uint32Array | null
}

function csvCell(cell: unknown): Cell {
  return typeof cell === 'number' ? cell : cell === null ? null : wholeText(cell)
}

function* rowTexts({ columns, rows, order }: Table, head: string, write: (cells: readonly unknown[], isLast: boolean) => string) {
  yield head
  for (let position = 0; position < rows.length; position += 1) {
    const row = order?.[position] ?? position
    yield write(
      columns.map((_, column) => cellAt(rows, row, column)),
      position === rows.length - 1,
    )
  }
}

/** In slices, because a table may be 50 MB of text. */
async function writeInPieces(parts: Iterable<string>, onPiece: (piece: string) => void, signal?: AbortSignal) {
  let piece = ''
  await inSlices(
    parts,
    (part) => {
      piece += part
      if (piece.length < pieceLength) return
      onPiece(piece)
      piece = ''
    },
    signal,
  )
  onPiece(piece)
}

async function fileOf(parts: Iterable<string>, signal?: AbortSignal): Promise<Blob> {
  const pieces: Blob[] = []
  await writeInPieces(parts, (piece) => pieces.push(new Blob([piece])), signal)
  return new Blob(pieces)
}

/** CSV, safe to open in spreadsheets (see toCsv): objects and lists as JSON, null as empty. Works in slices. */
export async function resultsCsv(table: Table, signal?: AbortSignal): Promise<Blob> {
  return fileOf(
    rowTexts(table, toCsv([table.columns]), (cells) => toCsv([cells.map(csvCell)])),
    signal,
  )
}

/** A JSON array of objects with unique names. Works in slices. */
export async function resultsJson(table: Table, signal?: AbortSignal): Promise<Blob> {
  const names = distinctNames(table.columns)
  const write = (cells: readonly unknown[], isLast: boolean) =>
    `${wholeJson(Object.fromEntries(cells.map((cell, column) => [names[column], cell])), 0)}${isLast ? '\n' : ',\n'}`
  function* all() {
    yield* rowTexts(table, '[\n', write)
    yield ']\n'
  }
  return fileOf(all(), signal)
}

/** Tab-separated; null if longer than `limit` characters. Works in slices. */
export async function resultsTsv(table: Table, limit: number, signal?: AbortSignal): Promise<string | null> {
  let text = ''
  let isTooLong = false
  function* textsWithinLimit() {
    for (const part of rowTexts(table, toTsv([table.columns]), (cells) => toTsv([cells.map(csvCell)]))) {
      if (text.length > limit) {
        isTooLong = true
        return
      }
      yield part
    }
  }
  await writeInPieces(textsWithinLimit(), (piece) => (text += piece), signal)
  return isTooLong || text.length > limit ? null : text
}
