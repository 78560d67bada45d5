import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCsv } from './csv.ts'

/** RFC 4180, and nothing more. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index)
    if (quoted && sign === '"' && text.charAt(index + 1) === '"') {
      cell += '"'
      index += 1
    } else if (sign === '"') {
      quoted = !quoted
    } else if (!quoted && sign === ',') {
      row.push(cell)
      cell = ''
    } else if (!quoted && sign === '\r' && text.charAt(index + 1) === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      index += 1
    } else {
      cell += sign
    }
  }
  return rows
}

function undo(cell: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}

const tricky = fc.string({
  unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', 'a', '＝', 'é', '🦔'),
})
const cell = fc.oneof(fc.string({ unit: 'binary' }), tricky)

describe('toCsv', () => {
  test('any text survives a parser that knows the apostrophe rule', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 })), (rows) => {
        expect(parse(toCsv(rows)).map((row) => row.map(undo))).toEqual(rows)
      }),
    )
  })

  test('no text cell starts like a formula', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(parse(toCsv([[text]]))[0]?.[0]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      }),
    )
  })

  test('numbers, null, and separators of other countries', () => {
    expect(
      toCsv([
        [-3, null, 'a;=1', 'plain'],
        ['=SUM(A1)', '"'],
      ]),
    ).toBe('-3,,"a;=1",plain\r\n\'=SUM(A1),""""\r\n')
  })
})
