import { typed, type Typed } from '../typed.ts'
import { asText, type Constant, valueAt } from './scalar.ts'

/** What an aggregate is given. `filter` is SQL that follows it, or nothing. */
export type Gathered = { values: readonly Typed[]; parameters: readonly Constant[]; filter: string; distinct: boolean }

export type Aggregate = { least: number; most: number; make(gathered: Gathered): Typed }

const sqlAt = (gathered: Gathered, place: number) => valueAt(gathered, place).sql

function count(gathered: Gathered): Typed {
  const { values, filter, distinct } = gathered
  const what = values.length === 0 ? '*' : `${distinct ? 'distinct ' : ''}${sqlAt(gathered, 0)}`
  return typed('Int', `count(${what})${filter}`, false, 'UInt64')
}

/** Several values count as one where all of them are the same. */
function uniq({ values, filter }: Gathered): Typed {
  const what = values.length === 1 ? valueAt({ values }, 0).sql : `json_array(${values.map(({ sql }) => sql).join(', ')})`
  return typed('Int', `count(distinct ${what})${filter}`, false, 'UInt64')
}

function sum(gathered: Gathered): Typed {
  const value = valueAt(gathered, 0)
  const kind = value.kind === 'Float' ? 'Float' : 'Int'
  return typed(kind, `ifnull(sum(${value.sql})${gathered.filter}, 0)`)
}

function average(gathered: Gathered): Typed {
  return typed('Float', `avg(${sqlAt(gathered, 0)})${gathered.filter}`, valueAt(gathered, 0).nullable)
}

/** Like its value; of no rows at all, null. */
function same(name: string): Aggregate {
  return {
    least: 1,
    most: 1,
    make: (gathered) => ({ ...valueAt(gathered, 0), sql: `${name}(${sqlAt(gathered, 0)})${gathered.filter}` }),
  }
}

function best(name: 'arg_max' | 'arg_min'): Aggregate {
  return {
    least: 2,
    most: 2,
    make: (gathered) => ({
      ...valueAt(gathered, 0),
      sql: `${name}(${sqlAt(gathered, 0)}, ${sqlAt(gathered, 1)})${gathered.filter}`,
    }),
  }
}

function quantile(gathered: Gathered): Typed {
  const level = gathered.parameters[0]
  const share = typeof level === 'number' && level >= 0 && level <= 1 ? level : 0.5
  return typed('Float', `quantile(${sqlAt(gathered, 0)}, ${share})${gathered.filter}`, valueAt(gathered, 0).nullable)
}

function gathering(distinct: '' | 'distinct '): Aggregate {
  return {
    least: 1,
    most: 1,
    make(gathered) {
      const value = valueAt(gathered, 0)
      const isTime = value.kind === 'DateTime' || value.kind === 'Date'
      const item = isTime ? asText(value) : value
      const rest = gathered.filter === '' ? ` filter (where ${item.sql} is not null)` : gathered.filter
      return typed('Array', `json_group_array(${distinct}${item.sql})${rest}`, false, `Array(${item.type})`)
    },
  }
}

const plain = (make: Aggregate['make'], least = 1, most = least): Aggregate => ({ least, most, make })

/** Aggregates. `any` and `anyLast` are deterministic here: the least and the greatest of the values. */
const basic: Readonly<Record<string, Aggregate>> = {
  count: plain(count, 0, 1),
  uniq: plain(uniq, 1, 8),
  sum: plain(sum),
  avg: plain(average),
  min: same('min'),
  max: same('max'),
  any: same('min'),
  anyLast: same('max'),
  argMax: best('arg_max'),
  argMin: best('arg_min'),
  quantile: plain(quantile),
  median: plain((gathered) => quantile({ ...gathered, parameters: [0.5] })),
  groupArray: gathering(''),
  groupUniqArray: gathering('distinct '),
}

const sameAggregates = { uniqExact: 'uniq', countDistinct: 'uniq', quantileExact: 'quantile', any_value: 'any' }

const named: Readonly<Record<string, Aggregate>> = {
  ...basic,
  ...Object.fromEntries(
    Object.entries(sameAggregates).flatMap(([name, of]) => (basic[of] === undefined ? [] : [[name, basic[of]]])),
  ),
}

/** An aggregate by its name. With `If` at its end the last thing given is a condition. */
export function findAggregate(name: string): { aggregate: Aggregate; isConditional: boolean } | null {
  const exact = Object.hasOwn(named, name) ? named[name] : undefined
  if (exact !== undefined) return { aggregate: exact, isConditional: false }
  const base = name.endsWith('If') ? name.slice(0, -2) : ''
  const conditional = Object.hasOwn(named, base) ? named[base] : undefined
  return conditional === undefined ? null : { aggregate: conditional, isConditional: true }
}

export const aggregateNames: readonly string[] = Object.keys(named)
