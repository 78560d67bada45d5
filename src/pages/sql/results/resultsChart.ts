import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { formatDay } from '#lib/instant.ts'
import type { ChartData, ChartKind, ChartSeries } from '#ui/chartData.ts'
import { cellText } from './cellText.ts'
import { cellAt, type ResultColumn } from './columns.ts'
import { readSqlDate, type SqlDate, sqlDateText } from './sqlDate.ts'

/** More bars or lines than this can't be told apart. */
const maxBars = 60
const maxSeries = 6
/** Reading the dates of more rows would block the page. */
const maxRows = 10_000
const otherName = 'Other'
const dayMs = 86_400_000

/** `label` is "recordings by day"; `kinds` are the ways to draw the data, the best first; `rows` of the answer are in it. */
export type ResultsChart = { label: string; data: ChartData; kinds: readonly ChartKind[]; rows: number }

/** A row's place on the horizontal axis; `date` is null where the axis has names. */
type Point = { row: number; date: SqlDate | null }

function numberOf(cell: unknown): number | null {
  const value = typeof cell === 'string' && cell !== '' ? Number(cell) : cell
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function nameOf(column: ResultColumn | undefined): string {
  return oneLine(cutText(column?.name ?? '', 60))
}

function timeOf({ date }: Point): number {
  return date?.time ?? 0
}

/** Rows in the order of their dates, or as they came. Rows without a date are left out. */
function pointsOf(rows: SqlAnswer['rows'], isDate: boolean): Point[] {
  const points: Point[] = []
  let isSorted = true
  for (let row = 0; row < Math.min(rows.length, maxRows); row += 1) {
    const date = isDate ? readSqlDate(cellAt(rows, row, 0)) : null
    if (isDate && date === null) continue
    isSorted &&= (date?.time ?? 0) >= (points.at(-1)?.date?.time ?? -Infinity)
    points.push({ row, date })
  }
  return isSorted ? points : points.toSorted((one, other) => timeOf(one) - timeOf(other))
}

function chartOf(rows: SqlAnswer['rows'], points: readonly Point[], series: readonly ChartSeries[], kind: ChartKind): ChartData {
  const isDate = points[0]?.date !== null
  const isDays = points.every(({ date }) => date !== null && date.wall % dayMs === 0)
  const label = (index: number, maxLength: number) => {
    const { row, date } = points[index] ?? { row: -1, date: null }
    if (!date) return cutText(cellText(cellAt(rows, row, 0), 'text').text, maxLength)
    return sqlDateText({ ...date, hasTime: !isDays })
  }
  return {
    kind,
    series,
    labelAt: (index) => label(index, 60),
    shortLabelAt: (index) => (isDays ? formatDay(points[index]?.date?.wall ?? 0, null) : label(index, 16)),
    ...(isDate && { xs: points.map(timeOf) }),
  }
}

/** A column for each number column of the rows. */
function wideSeries({ rows }: SqlAnswer, columns: readonly ResultColumn[], points: readonly Point[]): ChartSeries[] {
  return columns
    .flatMap((column, place) => (place > 0 && column.kind === 'number' ? [{ column, place }] : []))
    .slice(0, maxSeries)
    .map(({ column, place }) => ({
      name: nameOf(column),
      values: points.map(({ row }) => numberOf(cellAt(rows, row, place))),
    }))
}

/** Names of the second column by the sum of the third, largest first. */
function largestGroups(rows: SqlAnswer['rows'], points: readonly Point[]): string[] {
  const sums = new Map<string, number>()
  for (const { row } of points) {
    const name = cellText(cellAt(rows, row, 1), 'text').text
    sums.set(name, (sums.get(name) ?? 0) + (numberOf(cellAt(rows, row, 2)) ?? 0))
  }
  return [...sums].toSorted(([, one], [, other]) => other - one).map(([name]) => name)
}

/** Rows of one date, name and number each: a series per name, the smallest together. */
function longChart({ rows }: SqlAnswer, points: readonly Point[]): ChartData {
  const names = largestGroups(rows, points)
  const shown = names.length > maxSeries ? names.slice(0, maxSeries - 1) : names
  const order = new Map(shown.map((name, place) => [name, place]))
  const firsts = points.filter((point, index) => index === 0 || timeOf(point) !== points[index - 1]?.date?.time)
  const placeOf = new Map(firsts.map((point, place) => [timeOf(point), place]))
  const hasOthers = shown.length < names.length
  const sums = Array.from({ length: shown.length + (hasOthers ? 1 : 0) }, () => firsts.map(() => 0))
  for (const point of points) {
    const { row } = point
    const values = sums[order.get(cellText(cellAt(rows, row, 1), 'text').text) ?? shown.length]
    const place = placeOf.get(timeOf(point))
    if (values && place !== undefined) values[place] = (values[place] ?? 0) + (numberOf(cellAt(rows, row, 2)) ?? 0)
  }
  const series = sums.map((values, place) => ({ name: shown[place] ?? otherName, values }))
  return chartOf(rows, firsts, distinct(series), 'stacked')
}

/** Two columns may have one name. */
function distinct(series: readonly ChartSeries[]): ChartSeries[] {
  return series.map((one, place) => {
    const isTaken = series.slice(0, place).some(({ name }) => name === one.name)
    return isTaken ? { ...one, name: `${one.name} (${place + 1})` } : one
  })
}

function hasNegative(series: readonly ChartSeries[]): boolean {
  return series.some(({ values }) => values.some((value) => value !== null && value < 0))
}

/**
 * What can be drawn of an answer, by the types of its columns: dates with numbers, dates with a name and a number, or names with
 * numbers. Null for anything else, or with too few rows.
 */
export function resultsChart(answer: SqlAnswer, columns: readonly ResultColumn[]): ResultsChart | null {
  const [first, second, third] = columns
  if (!first || !second || answer.rows.length < 2) return null
  const isDate = first.kind === 'date'
  const points = pointsOf(answer.rows, isDate)
  if (points.length < 2) return null
  if (isDate && second.kind === 'text' && !second.isSession && third?.kind === 'number' && columns.length === 3) {
    const data = longChart(answer, points)
    const kinds: ChartKind[] = hasNegative(data.series) ? ['line'] : ['stacked', 'line']
    return { label: `${nameOf(third)} by ${nameOf(first)} and ${nameOf(second)}`, data, kinds, rows: points.length }
  }
  if (second.kind !== 'number' || (!isDate && (first.kind !== 'text' || first.isSession || points.length > maxBars))) return null
  const series = distinct(wideSeries(answer, columns, points)).filter(({ values }) => values.some((value) => value !== null))
  if (series.length === 0) return null
  const label = `${series.map(({ name }) => name).join(', ')} by ${nameOf(first)}`
  return {
    label,
    data: chartOf(answer.rows, points, series, 'bars'),
    kinds: kindsOf(isDate, points.length, series),
    rows: points.length,
  }
}

function kindsOf(isDate: boolean, count: number, series: readonly ChartSeries[]): ChartKind[] {
  if (series.length === 1) return !isDate ? ['bars'] : count <= maxBars ? ['bars', 'line'] : ['line', 'bars']
  if (hasNegative(series)) return ['line']
  return isDate ? ['line', 'stacked'] : ['stacked']
}
