import { typed, type Typed } from '../typed.ts'
import { asText, type Constant, valueAt } from './scalar.ts'

/** What an aggregate is given. `filter` is SQL that follows it, or nothing. */
export type AggregateInput = { values: readonly Typed[]; parameters: readonly Constant[]; filter: string; distinct: boolean }

export type Aggregate = { least: number; most: number; make(aggregateInput: AggregateInput): Typed }

const sqlAt = (aggregateInput: AggregateInput, index: number) => valueAt(aggregateInput, index).sql

function count(aggregateInput: AggregateInput): Typed {
  const { values, filter, distinct } = aggregateInput
  const what = values.length === 0 ? '*' : `${distinct ? 'distinct ' : ''}${sqlAt(aggregateInput, 0)}`
  return typed('Int', `count(${what})${filter}`, false, 'UInt64')
}

/** Several values count as one where all of them are the same. */
function uniq({ values, filter }: AggregateInput): Typed {
  const what = values.length === 1 ? valueAt({ values }, 0).sql : `json_array(${values.map(({ sql }) => sql).join(', ')})`
  return typed('Int', `count(distinct ${what})${filter}`, false, 'UInt64')
}

function sum(aggregateInput: AggregateInput): Typed {
  const value = valueAt(aggregateInput, 0)
  const kind = value.kind === 'Float' ? 'Float' : 'Int'
  return typed(kind, `ifnull(sum(${value.sql})${aggregateInput.filter}, 0)`)
}

function average(aggregateInput: AggregateInput): Typed {
  return typed('Float', `avg(${sqlAt(aggregateInput, 0)})${aggregateInput.filter}`, valueAt(aggregateInput, 0).nullable)
}

/** Like its value; of no rows at all, null. */
function same(name: string): Aggregate {
  return {
    least: 1,
    most: 1,
    make: (aggregateInput) => ({
      ...valueAt(aggregateInput, 0),
      sql: `${name}(${sqlAt(aggregateInput, 0)})${aggregateInput.filter}`,
    }),
  }
}

function best(name: 'arg_max' | 'arg_min'): Aggregate {
  return {
    least: 2,
    most: 2,
    make: (aggregateInput) => ({
      ...valueAt(aggregateInput, 0),
      sql: `${name}(${sqlAt(aggregateInput, 0)}, ${sqlAt(aggregateInput, 1)})${aggregateInput.filter}`,
    }),
  }
}

function quantile(aggregateInput: AggregateInput): Typed {
  const level = aggregateInput.parameters[0]
  const share = typeof level === 'number' && level >= 0 && level <= 1 ? level : 0.5
  return typed(
    'Float',
    `quantile(${sqlAt(aggregateInput, 0)}, ${share})${aggregateInput.filter}`,
    valueAt(aggregateInput, 0).nullable,
  )
}

function gathering(distinct: '' | 'distinct '): Aggregate {
  return {
    least: 1,
    most: 1,
    make(aggregateInput) {
      const value = valueAt(aggregateInput, 0)
      const isTime = value.kind === 'DateTime' || value.kind === 'Date'
      const item = isTime ? asText(value) : value
      const rest = aggregateInput.filter === '' ? ` filter (where ${item.sql} is not null)` : aggregateInput.filter
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
  median: plain((aggregateInput) => quantile({ ...aggregateInput, parameters: [0.5] })),
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
