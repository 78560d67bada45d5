import { amountOf, constantOf } from './constants.ts'
import { hasAggregate } from './grouping.ts'
import { beyondDemo, SqlMistake } from './mistake.ts'
import { everyColumn, type Scope, type WithQuery } from './scope.ts'
import { fromClause } from './sources.ts'
import { chainOf, type Node, onlyKnown, part, partIf, parts, text, sourceText } from './syntax.ts'
import type { Selected, Translation } from './translation.ts'
import { common } from './functions/scalar.ts'
import { isNumber, type Typed } from './typed.ts'

type Withs = ReadonlyMap<string, WithQuery>

/** Reads `with`: queries that can be selected from, each knowing those before it, and constants. */
function readWiths(node: Node, outer: Withs): { withs: Withs; aliases: Map<string, Node> } {
  const withs = new Map(outer)
  const aliases = new Map<string, Node>()
  for (const one of parts(node, 'ctes')) {
    onlyKnown(one, ['name', 'expr', 'cte_type', 'columns'])
    const name = text(one, 'name') ?? ''
    if (text(one, 'cte_type') === 'column') aliases.set(name, part(one, 'expr'))
    else withs.set(name, { query: part(one, 'expr'), withs: new Map(withs) })
  }
  return { withs, aliases }
}

const known = ['ctes', 'distinct', 'group_by', 'having', 'limit', 'offset', 'order_by', 'select', 'select_from', 'where']

function isStar(node: Node): boolean {
  return node.node === 'Field' && chainOf(node).at(-1) === '*'
}

function nameOf(node: Node, query: string): string {
  if (node.node === 'Alias') return text(node, 'alias') ?? ''
  return node.node === 'Field' ? (chainOf(node).at(-1) ?? '') : sourceText(node, query)
}

/** A column that is named by its place in the select list: `group by 1`. Null where a node is no number. */
function byIndex(node: Node, select: readonly Node[], translation: Translation): Node | null {
  const index = node.node === 'Constant' ? constantOf(node, translation) : undefined
  if (typeof index !== 'number') return null
  const meant = select[index - 1]
  if (meant === undefined)
    throw new SqlMistake(`Positional argument out of bounds: ${index} (expected in range [1, ${select.length}])`)
  return meant
}

function condition(node: Node, scope: Scope, translation: Translation): string {
  const value = translation.expression(node, scope)
  if (isNumber(value) || value.kind === 'Null') return value.sql
  throw new SqlMistake(
    `Illegal type ${value.type} of column for filter. Must be UInt8 or Nullable(UInt8)`,
    'illegal_type_of_argument',
  )
}

function listed(select: readonly Node[], scope: Scope, translation: Translation): [string, Typed][] {
  return select.flatMap((one): [string, Typed][] => {
    if (!isStar(one)) return [[nameOf(one, translation.query), selected(one, scope, translation)]]
    const [first] = everyColumn(one, scope)
    if (scope.groups !== null && first !== undefined) {
      throw new SqlMistake(`Column \`${first[0]}\` is not under aggregate function and not in GROUP BY`, 'not_an_aggregate')
    }
    return everyColumn(one, scope)
  })
}

/** A selected value; what is called like a column reads the column inside. */
function selected(node: Node, scope: Scope, translation: Translation): Typed {
  const name = node.node === 'Alias' ? (text(node, 'alias') ?? '') : null
  if (name === null || scope.reading.has(name)) return translation.expression(node, scope)
  return translation.expression(node, { ...scope, reading: new Set([...scope.reading, name]) })
}

function ordered(node: Node, select: readonly Node[], scope: Scope, translation: Translation): string {
  const orders = parts(node, 'order_by').map((one) => {
    onlyKnown(one, ['expr', 'order'])
    const expression = part(one, 'expr')
    const value = translation.expression(byIndex(expression, select, translation) ?? expression, scope)
    return `${value.sql} ${text(one, 'order') === 'DESC' ? 'desc' : 'asc'} nulls last`
  })
  return orders.length === 0 ? '' : ` order by ${orders.join(', ')}`
}

function slice(node: Node, translation: Translation): string {
  const limit = amountOf(partIf(node, 'limit'), translation, 'LIMIT')
  const offset = amountOf(partIf(node, 'offset'), translation, 'OFFSET')
  if (limit === null && offset === null) return ''
  return ` limit ${limit ?? -1}${offset === null ? '' : ` offset ${offset}`}`
}

function selectOne(node: Node, outer: Withs, translation: Translation): Selected {
  onlyKnown(node, known)
  const { withs, aliases } = readWiths(node, outer)
  const select = parts(node, 'select')
  for (const one of select) if (one.node === 'Alias') aliases.set(text(one, 'alias') ?? '', part(one, 'expr'))
  const rows: Scope = { sources: [], aliases, withs, reading: new Set(), groups: null, noAggregatesIn: null }
  const first = partIf(node, 'select_from')
  const where = partIf(node, 'where')
  const from = first === null ? '' : ` from ${fromClause(first, where, rows, translation)}`
  const having = partIf(node, 'having')
  const filter = where === null ? '' : ` where ${condition(where, { ...rows, noAggregatesIn: 'in WHERE' }, translation)}`
  const groupNodes = parts(node, 'group_by').map((one) => byIndex(one, select, translation) ?? one)
  const groups = groupNodes.map((one) => translation.expression(one, { ...rows, noAggregatesIn: 'in GROUP BY' }).sql)
  const selectedNodes = [...select, ...parts(node, 'order_by'), ...(having === null ? [] : [having])]
  const isGrouped = groups.length > 0 || selectedNodes.some((one) => hasAggregate(one, rows))
  const scope = { ...rows, groups: isGrouped ? new Set(groups) : null }
  const columns = listed(select, scope, translation)
  const list = columns.map(([, { sql }], order) => `${sql} as c${order}`).join(', ')
  const sql = [
    `select ${node['distinct'] === true ? 'distinct ' : ''}${list}${from}${filter}`,
    groups.length === 0 ? '' : ` group by ${groups.join(', ')}`,
    having === null ? '' : ` having ${condition(having, scope, translation)}`,
    ordered(node, select, scope, translation),
    slice(node, translation),
  ].join('')
  return { sql, columns }
}

const setOperators: Readonly<Record<string, string>> = {
  'UNION ALL': 'union all',
  'UNION DISTINCT': 'union',
  INTERSECT: 'intersect',
  EXCEPT: 'except',
}

function selectSet(node: Node, outer: Withs, translation: Translation): Selected {
  const first = part(node, 'initial_select_query')
  const { withs } = readWiths(first, outer)
  const queries = [
    { word: '', query: first },
    ...parts(node, 'subsequent_select_queries').map((one) => ({
      word: text(one, 'set_operator') ?? '',
      query: part(one, 'select_query'),
    })),
  ]
  const selects = queries.map(({ query }) => selectQuery(query, withs, translation))
  const [begin] = selects
  if (begin === undefined || selects.some(({ columns }) => columns.length !== begin.columns.length)) {
    throw new SqlMistake('Different number of columns in UNION elements')
  }
  const clauses = selects.map(({ sql }, order) => {
    const word = queries[order]?.word ?? ''
    const written = Object.hasOwn(setOperators, word) ? setOperators[word] : undefined
    if (order > 0 && written === undefined) throw beyondDemo(word)
    return `${order === 0 ? '' : `${written} `}select * from (${sql})`
  })
  const columns = begin.columns.map(([name], index): [string, Typed] => {
    const same = selects.flatMap((one) => one.columns[index]?.[1] ?? [])
    return [name, { ...common(same), sql: '', nullable: same.some(({ nullable }) => nullable) }]
  })
  return { sql: clauses.join(' '), columns }
}

/** A query of queries or a single one. Throws SqlMistake for anything else. */
export function selectQuery(node: Node, withs: Withs, translation: Translation): Selected {
  translation.step()
  if (node.node === 'SelectQuery') return selectOne(node, withs, translation)
  if (node.node === 'SelectSetQuery') return selectSet(node, withs, translation)
  throw beyondDemo(`${node.node} in the place of a query`)
}
