export type Cell = string | number | null

/** What a spreadsheet would take for the start of a formula, also after apostrophes that were there before. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/

/** Quoted wherever any spreadsheet, in any country, could see an end of the cell. */
const special = /[",;\t\r\n]|^\s|\s$/

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows as CSV by RFC 4180: commas, CRLF after every row, quotes doubled. Null is an empty cell. Text that a spreadsheet would
 * run as a formula (leading = + - @, tab or line end, also behind apostrophes) gets one apostrophe in front; who reads the
 * file by program takes one off again where an apostrophe stands before such a sign. Numbers stay numbers. Never throws.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}

/** The same parted by tabs, as a spreadsheet takes it from the clipboard. Never throws. */
export function toTsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join('\t')}\r\n`).join('')
}
