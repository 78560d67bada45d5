import { among, compared, matched, type Side } from './comparison.ts'
import { constantOf, constantValue, listOf } from './constants.ts'
import { later, type TimeUnit, unitNamed } from './functions/time.ts'
import { call } from './call.ts'
import { isAggregateCall } from './grouping.ts'
import { beyondDemo, SqlMistake } from './mistake.ts'
import { inside, resolveField, type Scope } from './scope.ts'
import { chainOf, type Node, part, parts, text } from './syntax.ts'
import type { Translation } from './translation.ts'
import { isNumber, isText, isTime, type Typed, typed } from './typed.ts'
import { anyNull } from './functions/scalar.ts'

function field(chain: readonly string[], scope: Scope, translation: Translation): Typed {
  const [name = '', ...rest] = chain
  const alias = scope.reading.has(name) ? undefined : scope.aliases.get(name)
  const isSource = rest.length > 0 && scope.sources.some((source) => source.name === name)
  if (alias === undefined || isSource) return resolveField(chain, scope, translation)
  scope.reading.add(name)
  try {
    return inside(translation.expression(alias, scope), rest, translation.bind)
  } finally {
    scope.reading.delete(name)
  }
}

/** An amount of time: `interval 7 day`. Null where a node is none. */
function intervalOf(node: Node): { amount: Node; unit: TimeUnit } | null {
  const unit = node.node === 'Call' ? /^toInterval(\w+)$/.exec(text(node, 'name') ?? '')?.[1] : undefined
  const [amount] = parts(node, 'args')
  const known = unit === undefined ? null : unitNamed(unit)
  return known === null || amount === undefined ? null : { amount, unit: known }
}

function moved(
  time: Typed,
  interval: { amount: Node; unit: TimeUnit },
  sign: string,
  scope: Scope,
  translation: Translation,
): Typed {
  if (!isTime(time)) {
    throw new SqlMistake(`Illegal types ${time.type} and Interval of arguments of function plus`, 'illegal_type_of_argument')
  }
  const amount = translation.expression(interval.amount, scope)
  return later(time, `${sign === '-' ? '-' : ''}(${amount.sql})`, interval.unit, translation.zone)
}

function arithmetic(node: Node, scope: Scope, translation: Translation): Typed {
  const operator = text(node, 'op') ?? ''
  const interval = intervalOf(part(node, 'right'))
  if (interval !== null && (operator === '+' || operator === '-')) {
    return moved(translation.expression(part(node, 'left'), scope), interval, operator, scope, translation)
  }
  const left = translation.expression(part(node, 'left'), scope)
  const right = translation.expression(part(node, 'right'), scope)
  if (isText(left) || isText(right)) {
    throw new SqlMistake(
      `Illegal types ${left.type} and ${right.type} of arguments of an arithmetic function`,
      'illegal_type_of_argument',
    )
  }
  const nullable = anyNull([left, right])
  if (isTime(left) && isTime(right) && operator === '-')
    return typed('Int', `cast((${left.sql} - ${right.sql}) / 1000 as integer)`, nullable)
  if (isTime(left))
    return { ...later(left, `${operator}(${right.sql})`, left.kind === 'Date' ? 'day' : 'second', translation.zone), nullable }
  if (operator === '/') return typed('Float', `(cast(${left.sql} as real) / ${right.sql})`, true)
  if (!['+', '-', '*', '%'].includes(operator)) throw beyondDemo(`operator "${operator}"`)
  const kind = left.kind === 'Float' || right.kind === 'Float' ? 'Float' : 'Int'
  return typed(kind, `(${left.sql} ${operator} ${right.sql})`, nullable || operator === '%')
}

function side(node: Node, scope: Scope, translation: Translation): Side {
  return { value: translation.expression(node, scope), constant: constantOf(node, translation) }
}

/** `in` and `not in`, a list or a query. A single value counts as a list of one. */
function membership(node: Node, isNegated: boolean, scope: Scope, translation: Translation): Typed {
  const left = side(part(node, 'left'), scope, translation)
  const right = part(node, 'right')
  if (right.node === 'SelectQuery' || right.node === 'SelectSetQuery') {
    const { sql, columns } = translation.select(right, scope.withs)
    if (columns.length !== 1) throw new SqlMistake("Number of columns in section IN doesn't match.")
    const found = `ifnull(${left.value.sql} in (${sql}), 0)`
    return typed('Bool', isNegated ? `(not ${found})` : found)
  }
  const items = listOf(right, translation) ?? [right]
  const constants = items.map((item) => constantOf(item, translation))
  const isPlain = isText(left.value) && constants.every((one) => typeof one === 'string')
  if (isPlain && constants.length > 20) {
    const found = `ifnull(${left.value.sql} in (select value from json_each(${translation.bind(JSON.stringify(constants))})), 0)`
    return typed('Bool', isNegated ? `(not ${found})` : found)
  }
  return among(
    left,
    items.map((item) => side(item, scope, translation)),
    isNegated,
    translation,
  )
}

function comparison(node: Node, scope: Scope, translation: Translation): Typed {
  const operator = text(node, 'op') ?? ''
  if (operator === 'in' || operator === 'not in') return membership(node, operator === 'not in', scope, translation)
  return compared(
    operator,
    side(part(node, 'left'), scope, translation),
    side(part(node, 'right'), scope, translation),
    translation,
  )
}

function between(node: Node, scope: Scope, translation: Translation): Typed {
  const value = side(part(node, 'expr'), scope, translation)
  const [low, high] = (['low', 'high'] as const).map((name) =>
    matched(value, side(part(node, name), scope, translation), translation),
  )
  const sql = `ifnull(${low?.[0].sql} >= ${low?.[1].sql} and ${high?.[0].sql} <= ${high?.[1].sql}, 0)`
  return typed('Bool', node['negated'] === true ? `(not ${sql})` : `(${sql})`)
}

function condition(node: Node, scope: Scope, translation: Translation): string {
  const value = translation.expression(node, scope)
  if (isNumber(value) || value.kind === 'Null') return value.sql
  throw new SqlMistake(`Illegal type ${value.type} of a condition. Must be a number`, 'illegal_type_of_argument')
}

function joined(node: Node, word: 'and' | 'or', scope: Scope, translation: Translation): Typed {
  return typed(
    'Bool',
    `(${parts(node, 'exprs')
      .map((one) => condition(one, scope, translation))
      .join(` ${word} `)})`,
  )
}

const castNames: Readonly<Record<string, string>> = {
  int: 'toInt',
  integer: 'toInt',
  bigint: 'toInt',
  int64: 'toInt',
  float: 'toFloat',
  float64: 'toFloat',
  double: 'toFloat',
  string: 'toString',
  text: 'toString',
  varchar: 'toString',
  date: 'toDate',
  datetime: 'toDateTime',
  timestamp: 'toDateTime',
  boolean: 'toBool',
  bool: 'toBool',
}

function cast(node: Node, scope: Scope, translation: Translation): Typed {
  const name = (text(node, 'type_name') ?? '').toLowerCase()
  const made = Object.hasOwn(castNames, name) ? castNames[name] : undefined
  if (made === undefined) throw beyondDemo(`cast to ${name}`)
  return call({ node: 'Call', name: made, args: [part(node, 'expr')] }, scope, translation)
}

function access(node: Node, scope: Scope, translation: Translation): Typed {
  const whole = part(node, 'array')
  const name = constantOf(part(node, 'property'), translation)
  if (whole.node === 'Field' && typeof name === 'string') return field([...chainOf(whole), name], scope, translation)
  throw beyondDemo('access to parts of arrays')
}

function array(node: Node, scope: Scope, translation: Translation): Typed {
  const items = parts(node, 'exprs').map((one) => translation.expression(one, scope))
  return typed('Array', `json_array(${items.map(({ sql }) => sql).join(', ')})`, false, `Array(${items[0]?.type ?? 'Nothing'})`)
}

function subquery(node: Node, scope: Scope, translation: Translation): Typed {
  const { sql, columns } = translation.select(node, scope.withs)
  const [only, more] = columns
  if (only === undefined || more !== undefined) throw new SqlMistake('Scalar subquery must have exactly one column.')
  return { ...only[1], sql: `(${sql})`, nullable: true }
}

function placeholder(node: Node, translation: Translation): Typed {
  const items = listOf(node, translation)
  if (items !== null) return typed('Array', translation.bind(JSON.stringify(items.map((one) => one['value']))))
  return constantValue(constantOf(node, translation), translation)
}

/** One piece of a query, whatever it is. Throws SqlMistake for what is wrong or not on the list of what the demo evaluates. */
export function piece(node: Node, scope: Scope, translation: Translation): Typed {
  switch (node.node) {
    case 'Constant':
      return constantValue(node['value'], translation)
    case 'Placeholder':
      return placeholder(node, translation)
    case 'Field':
      return field(chainOf(node), scope, translation)
    case 'Alias':
      return translation.expression(part(node, 'expr'), scope)
    case 'Call':
      return call(node, scope, translation)
    case 'ArithmeticOperation':
      return arithmetic(node, scope, translation)
    case 'CompareOperation':
      return comparison(node, scope, translation)
    case 'BetweenExpr':
      return between(node, scope, translation)
    case 'And':
      return joined(node, 'and', scope, translation)
    case 'Or':
      return joined(node, 'or', scope, translation)
    case 'Not':
      return typed('Bool', `(not ${condition(part(node, 'expr'), scope, translation)})`)
    case 'TypeCast':
      return cast(node, scope, translation)
    case 'ArrayAccess':
      return access(node, scope, translation)
    case 'Array':
      return array(node, scope, translation)
    case 'SelectQuery':
    case 'SelectSetQuery':
      return subquery(node, scope, translation)
    case 'WindowFunction':
      throw beyondDemo('window functions')
    case 'Lambda':
      throw beyondDemo('lambdas')
    default:
      throw beyondDemo(node.node)
  }
}

/** Whether a node stands for itself wherever rows are grouped. */
function isAlwaysKnown(node: Node): boolean {
  return ['Constant', 'Placeholder', 'SelectQuery', 'SelectSetQuery', 'Alias'].includes(node.node) || isAggregateCall(node)
}

/**
 * A piece where rows are grouped: it stands in `group by`, or is an aggregate, or is made of such. Throws SqlMistake for a column
 * that is neither.
 */
export function groupedPiece(node: Node, scope: Scope, translation: Translation): Typed {
  const { groups } = scope
  if (groups === null || isAlwaysKnown(node)) return piece(node, scope, translation)
  const [name = ''] = chainOf(node)
  const isAlias = node.node === 'Field' && scope.aliases.has(name) && !scope.reading.has(name)
  if (isAlias) return piece(node, scope, translation)
  const asRow = rowValue(node, scope, translation)
  if (asRow !== null && groups.has(asRow.sql)) return asRow
  if (node.node !== 'Field') return piece(node, scope, translation)
  const column = chainOf(node).join('.')
  throw new SqlMistake(`Column \`${column}\` is not under aggregate function and not in GROUP BY`, 'not_an_aggregate')
}

/** What a piece is for a single row; null where it is made of aggregates and says nothing of one. */
function rowValue(node: Node, scope: Scope, translation: Translation): Typed | null {
  try {
    return translation.expression(node, { ...scope, groups: null, noAggregatesIn: 'in GROUP BY' })
  } catch (error) {
    if (error instanceof SqlMistake && error.code === 'illegal_aggregation') return null
    throw error
  }
}
