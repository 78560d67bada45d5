import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { cellText, wholeText } from './cellText.ts'
import { resultsChart } from './resultsChart.ts'
import { distinctNames, readColumns } from './columns.ts'
import { columnWidths, minWidth } from './columnWidths.ts'
import { jsonStart } from './jsonStart.ts'
import { positionAfter } from './cellPosition.ts'
import { recordingsPath, sessionIds } from './sessionIds.ts'
import { sortRows } from './sortRows.ts'
import { readSqlDate } from './sqlDate.ts'
import { resultsCsv, resultsJson, resultsTsv } from './exportResults.ts'

const now = Date.UTC(2026, 10, 28)
const anyCell = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '2026-11-23', '2026-11-23T21:41:07.123+01:00', '0190f3a0-0000-7000-8000-000000000001', '=1+1', '12.5'),
  fc.jsonValue(),
)
const anyType = fc.option(
  fc.oneof(fc.string(), fc.constantFrom('Nullable(DateTime64(6))', 'UInt64', 'String', 'Array(String)', 'Bool', 'Nullable(')),
)
/** Includes short and long rows and repeated names. */
const anyAnswer: fc.Arbitrary<SqlAnswer> = fc.record({
  columns: fc.array(fc.oneof(fc.string(), fc.constantFrom('id', 'session_id', '__proto__', 'count', '')), { maxLength: 6 }),
  types: fc.array(anyType, { maxLength: 7 }),
  rows: fc.array(fc.array(anyCell, { maxLength: 8 }), { maxLength: 30 }),
  hasMore: fc.option(fc.boolean()),
  limit: fc.option(fc.integer()),
})

function answerOf(columns: string[], rows: unknown[][], types: (string | null)[] = columns.map(() => null)): SqlAnswer {
  return { columns, types, rows, hasMore: null, limit: null }
}

async function sorted(cells: unknown[], direction: 'ascending' | 'descending' = 'ascending', type: string | null = null) {
  const rows = cells.map((cell) => [cell])
  const kind = readColumns(answerOf(['one'], rows, [type]), now)[0]?.kind ?? 'text'
  return Array.from(await sortRows(rows, 0, kind, direction), (place) => cells[place])
}

describe('any response', () => {
  test('is read, measured, drawn and exported', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswer, async (answer) => {
        const columns = readColumns(answer, now)
        expect(columns).toHaveLength(answer.columns.length)
        for (const width of columnWidths(answer, columns)) expect(width).toBeGreaterThanOrEqual(minWidth)
        for (const row of answer.rows) {
          for (const [index, cell] of row.entries()) {
            const { text } = cellText(cell, columns[index]?.kind ?? 'text')
            expect(text.length).toBeLessThanOrEqual(201)
            expect(text).not.toMatch(/[\n\r\u202e]/)
            expect(typeof wholeText(cell)).toBe('string')
          }
        }
        for (const { values } of resultsChart(answer, columns)?.data.series ?? []) {
          for (const value of values) expect(value === null || Number.isFinite(value)).toBe(true)
        }
        const table = { columns: answer.columns, rows: answer.rows, order: null }
        await resultsCsv(table)
        const json: unknown = JSON.parse(await (await resultsJson(table)).text())
        expect(json).toHaveLength(answer.rows.length)
        expect(typeof (await resultsTsv(table, 1_000_000))).toBe('string')
      }),
    )
  })

  test('is sorted by any column: every row once, equal ones in their order, missing, null and NaN last', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswer, fc.nat(6), fc.boolean(), async (answer, column, isUp) => {
        const kind = readColumns(answer, now)[column]?.kind ?? 'text'
        const order = await sortRows(answer.rows, column, kind, isUp ? 'ascending' : 'descending')
        expect(Array.from(order).toSorted((one, other) => one - other)).toEqual(answer.rows.map((_, row) => row))
        const missing = [...answer.rows.keys()].filter((row) => {
          const cell = answer.rows[row]?.[column] ?? null
          return cell === null || Number.isNaN(cell)
        })
        expect(Array.from(order).slice(answer.rows.length - missing.length)).toEqual(missing)
      }),
    )
  })
})

describe('sorting', () => {
  test('numbers are sorted by value, also as text, with missing ones last in both directions', async () => {
    expect(await sorted([10, 9, null, -1, 100])).toEqual([-1, 9, 10, 100, null])
    expect(await sorted([10, 9, null, -1, 100], 'descending')).toEqual([100, 10, 9, -1, null])
    for (const direction of ['ascending', 'descending'] as const) {
      expect(await sorted([undefined, Number.NaN, 1, null], direction)).toEqual([1, undefined, Number.NaN, null])
    }
    expect(await sorted(['10', '9', '1e3'], 'ascending', 'Nullable(Decimal(10, 2))')).toEqual(['9', '10', '1e3'])
  })

  test('dates are sorted by time, whatever their zone', async () => {
    const [early, late] = ['2026-11-23T23:30:00+05:00', '2026-11-23T20:00:00Z']
    expect(await sorted([late, early])).toEqual([early, late])
  })

  test('matches a stable sort of numbers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20), { maxLength: 2000 }), async (cells) => {
        const rows = cells.map((cell) => [cell])
        const expected = [...cells.keys()].toSorted((one, other) => (cells[one] ?? 0) - (cells[other] ?? 0))
        expect(Array.from(await sortRows(rows, 0, 'number', 'ascending'))).toEqual(expected)
      }),
      { numRuns: 20 },
    )
  })

  test('stops when aborted', async () => {
    const stopped = AbortSignal.abort(new Error('gone'))
    await expect(sortRows([[1], [2]], 0, 'number', 'ascending', stopped)).rejects.toThrow('gone')
  })
})

describe('cells', () => {
  test('null, empty text and a dash are distinguished', () => {
    expect(cellText(null, 'text')).toMatchObject({ text: '–', tone: 'null', hint: 'null' })
    expect(cellText('', 'text')).toMatchObject({ text: '', tone: 'empty' })
    expect(cellText('–', 'text')).toMatchObject({ text: '–', tone: 'plain' })
  })

  test('a date is short and local to its own zone, with the exact value as hint', () => {
    const instant = '2026-11-03T21:41:07.123000+01:00'
    expect(cellText(instant, 'date')).toMatchObject({ text: 'Nov 3, 2026, 9:41 PM', hint: instant })
    expect(cellText('2026-11-03', 'date')).toMatchObject({ text: 'Nov 3, 2026' })
    expect(readSqlDate('2026-13-45')).toBeNull()
    expect(readSqlDate('2026-11-03 21:41:07')?.time).toBe(Date.UTC(2026, 10, 3, 21, 41, 7))
  })

  test('objects are one short line, cut early', () => {
    expect(cellText({ a: [1, 'b', null], c: {} }, 'json').text).toBe('{"a": [1, "b", null], "c": {}}')
    expect(
      jsonStart(
        Array.from({ length: 1_000_000 }, () => 'x'.repeat(10)),
        200,
      ).length,
    ).toBeLessThan(420)
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    expect(cellText(deep, 'json').text).toContain('…')
    expect(wholeText(deep)).toContain('…')
  })
})

describe('columns', () => {
  test('the server’s type decides, otherwise the first cells', () => {
    const answer = answerOf(
      ['a', 'b', 'c', 'd', 'e'],
      [['1', 1, '2026-11-03', true, [1]]],
      ['Nullable(Int64)', null, null, null, null],
    )
    expect(readColumns(answer, now).map(({ kind }) => kind)).toEqual(['number', 'number', 'date', 'boolean', 'json'])
  })

  test('session columns are detected by name and by ID format', () => {
    const old = '550e8400-e29b-41d4-a716-446655440000'
    const session = '0190f3a0-0000-7000-8000-000000000001'
    const isSession = (name: string, ...cells: unknown[]) =>
      readColumns(
        answerOf(
          [name],
          cells.map((cell) => [cell]),
        ),
        now,
      )[0]?.isSession
    expect(isSession('session_id', old, null)).toBe(true)
    expect(isSession('$session_id', session)).toBe(true)
    expect(isSession('id', session)).toBe(true)
    expect(isSession('id', old)).toBe(false)
    expect(isSession('person_id', session)).toBe(false)
    expect(isSession('session_id', 'recorder-7')).toBe(true)
    expect(isSession('session_id', '')).toBe(false)
    expect(isSession('session_id', null)).toBe(false)
  })

  test('repeated names are made unique in a file', async () => {
    expect(distinctNames(['count', 'count', 'count (2)'])).toEqual(['count', 'count (2)', 'count (2) (2)'])
    const file = await resultsJson({ columns: ['n', 'n', '__proto__'], rows: [[1, 2, 3], [4]], order: Uint32Array.of(1, 0) })
    expect(JSON.parse(await file.text())).toEqual([
      JSON.parse('{"n":4,"n (2)":null,"__proto__":null}'),
      JSON.parse('{"n":1,"n (2)":2,"__proto__":3}'),
    ])
  })

  test('thousands of columns cost no more to sample than a few', () => {
    const names = Array.from({ length: 5000 }, (_, column) => `column ${column}`)
    const answer = answerOf(
      names,
      Array.from({ length: 200 }, () => names),
    )
    expect(columnWidths(answer, readColumns(answer, now))).toHaveLength(5000)
  })
})

test('files and the clipboard run no formula in a spreadsheet', async () => {
  const table = { columns: ['=a', 'b'], rows: [['=1+1', { x: 1 }]], order: null }
  expect(await (await resultsCsv(table)).text()).toBe(`'=a,b\r\n'=1+1,"{""x"":1}"\r\n`)
  expect(await resultsTsv(table, 100)).toBe(`'=a\tb\r\n'=1+1\t"{""x"":1}"\r\n`)
  expect(await resultsTsv(table, 10)).toBeNull()
})

test('keys never move out of the table', () => {
  const key = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown')
  fc.assert(
    fc.property(key, fc.boolean(), fc.nat(9), fc.nat(4), (pressed, ctrlKey, row, column) => {
      const press = { key: pressed, ctrlKey, metaKey: false }
      const to = positionAfter(press, { row: row - 1, column }, { rows: 9, columns: 5, page: 4 })
      expect(to?.row).toBeGreaterThanOrEqual(-1)
      expect(to?.row).toBeLessThan(9)
      expect(to?.column).toBeGreaterThanOrEqual(0)
      expect(to?.column).toBeLessThan(5)
    }),
  )
  expect(
    positionAfter({ key: 'x', ctrlKey: false, metaKey: false }, { row: 0, column: 0 }, { rows: 1, columns: 1, page: 1 }),
  ).toBeNull()
})

/** The chart of these rows: its kinds, the names on its axis, and its series. */
function charted(columns: string[], rows: unknown[][]) {
  const answer = answerOf(columns, rows)
  const chart = resultsChart(answer, readColumns(answer, now))
  if (!chart) return null
  const { kinds, label, data } = chart
  const axis = Array.from({ length: data.series[0]?.values.length ?? 0 }, (_, index) => data.labelAt(index))
  return { kinds, label, axis, series: data.series.map(({ name, values }) => [name, values]) }
}

test('a chart follows the types of the columns', () => {
  expect(
    charted(
      ['day', 'count'],
      [
        ['2026-11-02', 3],
        ['2026-11-01', 5],
        [null, 4],
      ],
    ),
  ).toEqual({
    kinds: ['bars', 'line'],
    label: 'count by day',
    axis: ['Nov 1, 2026', 'Nov 2, 2026'],
    series: [['count', [5, 3]]],
  })
  expect(charted(['a', 'b'], [['2026-11-02', 1]])).toBeNull()
  expect(
    charted(
      ['day', 'seen', 'recorded'],
      [
        ['2026-11-01', 5, 3],
        ['2026-11-02', 6, null],
      ],
    ),
  ).toMatchObject({
    kinds: ['line', 'stacked'],
    series: [
      ['seen', [5, 6]],
      ['recorded', [3, null]],
    ],
  })
  expect(
    charted(
      ['browser', 'count'],
      [
        ['Firefox', 2],
        ['Safari', -1],
      ],
    ),
  ).toMatchObject({ kinds: ['bars'], axis: ['Firefox', 'Safari'] })
})

test('dates with names become a stack, the smallest names together', () => {
  const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap((name, order) => [
    ['2026-11-01', name, 10 - order],
    ['2026-11-02', name, order === 6 ? 1 : 0],
  ])
  const chart = charted(['day', 'host', 'count'], rows)
  expect(chart).toMatchObject({ kinds: ['stacked', 'line'], label: 'count by day and host' })
  expect(chart?.series.map(([name]) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'Other'])
  expect(chart?.series.at(-1)).toEqual(['Other', [9, 1]])
})

test('session IDs of a column become a link to recordings, unique and limited', () => {
  const rows = [['a'], ['b'], ['a'], ['x,y'], [null], ['c']]
  expect(sessionIds(rows, 0, Uint32Array.of(5, 4, 3, 2, 1, 0), 200)).toEqual(['c', 'a', 'b'])
  expect(sessionIds(rows, 0, null, 1)).toEqual(['a'])
  expect(recordingsPath('1', ['a', 'b'])).toBe('/project/1/recordings?session_ids=a%2Cb')
})
