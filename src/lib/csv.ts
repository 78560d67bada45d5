export type Cell = string | number | null

/** What a spreadsheet would run as a formula, also behind apostrophes. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/

/** Characters that some spreadsheet, in some country, takes for the end of a cell. */
const special = /[",;\t\r\n]|^\s|\s$/

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows as CSV (RFC 4180): commas, CRLF after every row, doubled quotes. Null is an empty cell. A text that a spreadsheet would
 * run as a formula gets one apostrophe in front; a program that reads the file removes it again. Never throws.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}

/** Rows as tab-separated text, as spreadsheets paste it. Never throws. */
export function toTsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join('\t')}\r\n`).join('')
}
