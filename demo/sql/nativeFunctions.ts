import type { Database } from 'sql.js'
import { type TimeUnit, unitNamed } from './functions/time.ts'
import type { ZoneClock } from './zoneClock.ts'

type Cell = number | string | null

/** A function that gives null where it is given null. */
function onText(read: (text: string) => Cell) {
  return (value: Cell): Cell => (value === null ? null : read(String(value)))
}

function onTime(read: (time: number) => Cell) {
  return (value: Cell): Cell => (typeof value === 'number' ? read(value) : null)
}

function urlPart(read: (url: URL) => string) {
  return onText((text) => (URL.canParse(text) ? read(new URL(text)) : ''))
}

/** Invalid patterns match nothing. Cached, because a query tests thousands of rows. */
const patterns = new Map<string, RegExp | null>()

function patternOf(text: string): RegExp | null {
  const cached = patterns.get(text)
  if (cached !== undefined) return cached
  if (patterns.size > 100) patterns.clear()
  let pattern: RegExp | null = null
  try {
    pattern = new RegExp(text)
  } catch {
    pattern = null
  }
  patterns.set(text, pattern)
  return pattern
}

function replacePattern(text: string, pattern: string, by: string): string {
  const found = patternOf(pattern)
  return found === null ? text : text.replaceAll(new RegExp(found, 'g'), () => by)
}

function readNumber(text: string, isWhole: boolean): number | null {
  const isGood = isWhole ? /^\s*[+-]?\d{1,15}\s*$/.test(text) : /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)
  return isGood ? Number(text) : null
}

const texts: Readonly<Record<string, (value: Cell) => Cell>> = {
  lower_text: onText((text) => text.toLowerCase()),
  upper_text: onText((text) => text.toUpperCase()),
  read_int: onText((text) => readNumber(text, true)),
  read_float: onText((text) => readNumber(text, false)),
  domain_of: urlPart(({ hostname }) => hostname),
  path_of: urlPart(({ pathname }) => pathname),
  without_query: onText((text) => text.replace(/[?#].*$/s, '')),
}

/** Pairs of two lists, by both. Cached, because a query looks them up for each of its rows. */
const pairs = new Map<string, ReadonlyMap<unknown, Cell>>()

function listIn(text: Cell): unknown[] {
  const list: unknown = JSON.parse(String(text))
  return Array.isArray(list) ? list : []
}

function pairsOf(from: Cell, to: Cell): ReadonlyMap<unknown, Cell> {
  const name = `${from}\n${to}`
  const cached = pairs.get(name)
  if (cached !== undefined) return cached
  if (pairs.size > 10) pairs.clear()
  const others = listIn(to)
  const made = new Map(
    listIn(from).map((one, index): [unknown, Cell] => {
      const other = others[index]
      return [one, typeof other === 'string' || typeof other === 'number' ? other : null]
    }),
  )
  pairs.set(name, made)
  return made
}

function counterpart(value: Cell, from: Cell, to: Cell, otherwise: Cell): Cell {
  return pairsOf(from, to).get(value) ?? otherwise
}

type Extreme = { value: Cell; by: number | string } | null

function extreme(isBetter: (one: number | string, other: number | string) => boolean) {
  return {
    init: (): Extreme => null,
    step: (best: Extreme, value: Cell, by: Cell): Extreme =>
      by !== null && (best === null || isBetter(by, best.by)) ? { value, by } : best,
    finalize: (best: Extreme): Cell => best?.value ?? null,
  }
}

/** The value below which a share of all lie; between two of them, in proportion, as ClickHouse does it. */
function quantileOf(values: number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((one, other) => one - other)
  const index = (sorted.length - 1) * share
  const below = sorted[Math.floor(index)] ?? 0
  const above = sorted[Math.ceil(index)] ?? below
  return below + (above - below) * (index - Math.floor(index))
}

type Sample = { values: number[]; share: number }

/** What sql.js can do and its types do not say. */
function addAggregate(database: Database, name: string, gathering: object) {
  const add: unknown = Reflect.get(database, 'create_aggregate')
  if (typeof add !== 'function') throw new Error('This sql.js knows no aggregates.')
  add.call(database, name, gathering)
}

function unit(name: Cell): TimeUnit {
  return unitNamed(String(name)) ?? 'day'
}

/** Teaches a database what HogQL has and SQLite has not. */
export function addFunctions(database: Database, clock: ZoneClock) {
  for (const [name, read] of Object.entries(texts)) database.create_function(name, read)
  database.create_function('ends_with', (text: Cell, end: Cell) =>
    text === null || end === null ? null : Number(String(text).endsWith(String(end))),
  )
  database.create_function('fits', (text: Cell, pattern: Cell) =>
    text === null || pattern === null ? null : Number(patternOf(String(pattern))?.test(String(text)) ?? false),
  )
  database.create_function('replace_pattern', (text: Cell, pattern: Cell, by: Cell) =>
    text === null || pattern === null || by === null ? null : replacePattern(String(text), String(pattern), String(by)),
  )
  database.create_function('url_parameter', (text: Cell, name: Cell) =>
    text === null || !URL.canParse(String(text)) ? '' : (new URL(String(text)).searchParams.get(String(name)) ?? ''),
  )
  database.create_function('counterpart', counterpart)
  database.create_function('instant_text', onTime(clock.instantText))
  database.create_function('day_text', onTime(clock.dayText))
  database.create_function('parse_instant', onText(clock.read))
  database.create_function('start_of', (time: Cell, name: Cell) =>
    typeof time === 'number' ? clock.startOf(time, unit(name)) : null,
  )
  database.create_function('later', (time: Cell, amount: Cell, name: Cell) =>
    typeof time === 'number' && typeof amount === 'number' ? clock.later(time, amount, unit(name)) : null,
  )
  database.create_function('between_times', (from: Cell, to: Cell, name: Cell) =>
    typeof from === 'number' && typeof to === 'number' ? clock.between(from, to, unit(name)) : null,
  )
  database.create_function('part_of', (time: Cell, name: Cell) =>
    typeof time === 'number' ? clock.partOf(time, String(name)) : null,
  )
  database.create_function('format_instant', (time: Cell, pattern: Cell) =>
    typeof time === 'number' ? clock.format(time, String(pattern)) : null,
  )
  addAggregate(
    database,
    'arg_max',
    extreme((one, other) => one > other),
  )
  addAggregate(
    database,
    'arg_min',
    extreme((one, other) => one < other),
  )
  addAggregate(database, 'quantile', {
    init: (): Sample => ({ values: [], share: 0.5 }),
    step(sample: Sample, value: Cell, share: Cell): Sample {
      if (typeof value === 'number') sample.values.push(value)
      return { values: sample.values, share: typeof share === 'number' ? share : sample.share }
    },
    finalize: ({ values, share }: Sample) => quantileOf(values, share),
  })
}
