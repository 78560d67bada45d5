/**
 * The lines of a CSV file by the names of their columns, as a program would read it (RFC 4180). One apostrophe before what a
 * spreadsheet would run as a formula is taken off again.
 */
export function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    const cell = quoted?.replaceAll('""', '"') ?? plain ?? ''
    rows.at(-1)?.push(cell.replace(/^'(?='*[=+\-@\t\r\n])/, ''))
    if (end === '\r\n') rows.push([])
  }
  const [names = [], ...lines] = rows
  return lines
    .filter((cells) => cells.length === names.length)
    .map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])))
}
