import { beyondDemo, SqlMistake } from './mistake.ts'
import { quoted, readColumn, type Scope, type Source, type WithQuery } from './scope.ts'
import { constantOf, listOf } from './constants.ts'
import { chainOf, type Node, onlyKnown, part, partIf, parts, text } from './syntax.ts'
import { findTable } from './tables.ts'
import type { Selected, Translation } from './translation.ts'
import type { Typed } from './typed.ts'

const joins: Readonly<Record<string, string>> = {
  JOIN: 'join',
  'INNER JOIN': 'join',
  'LEFT JOIN': 'left join',
  'LEFT OUTER JOIN': 'left join',
  'RIGHT JOIN': 'right join',
  'FULL JOIN': 'full join',
  'FULL OUTER JOIN': 'full join',
  'CROSS JOIN': 'cross join',
}

type From = { sql: string; source: Source }

function ofQuery({ sql, columns }: Selected, name: string | null, alias: string): From {
  const known = Object.fromEntries(
    columns.map(([column, value], order): [string, Typed] => [column, { ...value, sql: `${alias}.c${order}` }]),
  )
  return { sql: `(${sql}) ${alias}`, source: { name, alias, columns: known, links: {} } }
}

function ofTable(
  node: Node,
  name: string | null,
  { withs, sessions }: { withs: ReadonlyMap<string, WithQuery>; sessions: readonly string[] | null },
  translation: Translation,
): From {
  const alias = translation.nextName('t')
  if (node.node === 'SelectQuery' || node.node === 'SelectSetQuery') return ofQuery(translation.select(node, withs), name, alias)
  if (node.node !== 'Field') throw beyondDemo(`${node.node} after FROM`)
  const written = chainOf(node).join('.')
  const withQuery = withs.get(written)
  if (withQuery !== undefined) return ofQuery(translation.select(withQuery.query, withQuery.withs), name ?? written, alias)
  const table = findTable(written, translation.edition)
  if (table === null) throw new SqlMistake(`Unknown table \`${written}\`.`)
  translation.need(table.stored, sessions)
  const columns = Object.fromEntries(
    Object.entries(table.columns).map(([column, one]): [string, Typed] => [column, readColumn(alias, one, translation.zone)]),
  )
  return { sql: `${quoted(table.stored)} ${alias}`, source: { name: name ?? written, alias, columns, links: table.links } }
}

/** The sessions that a condition restricts rows to, by `session_id in {ids}` among its conjuncts; null if it does not. */
function sessionsNamed(where: Node | null, translation: Translation): string[] | null {
  if (where === null) return null
  if (where.node === 'And')
    return (
      parts(where, 'exprs')
        .map((one) => sessionsNamed(one, translation))
        .find((one) => one !== null) ?? null
    )
  if (where.node !== 'CompareOperation' || text(where, 'op') !== 'in') return null
  const field = partIf(where, 'left')
  const list = listOf(part(where, 'right'), translation)
  if (list === null || field?.node !== 'Field' || !/^\$?session_id$/.test(chainOf(field).join('.'))) return null
  const ids = list.map((one) => constantOf(one, translation))
  return ids.every((id) => typeof id === 'string') ? ids : null
}

/** What stands after `from`, with its joins; fills the sources of the scope. `where` tells which sessions have to be there. */
export function fromClause(first: Node, where: Node | null, scope: Scope, translation: Translation): string {
  const clauses: string[] = []
  const sessions = partIf(first, 'next_join') === null ? sessionsNamed(where, translation) : null
  for (let join: Node | null = first; join !== null; join = partIf(join, 'next_join')) {
    onlyKnown(join, ['table', 'alias', 'next_join', 'join_type', 'constraint', 'table_final'])
    const { sql, source } = ofTable(part(join, 'table'), text(join, 'alias'), { withs: scope.withs, sessions }, translation)
    scope.sources.push(source)
    const type = text(join, 'join_type')
    if (join === first) {
      clauses.push(sql)
      continue
    }
    const written = type !== null && Object.hasOwn(joins, type) ? joins[type] : undefined
    if (written === undefined) throw beyondDemo(type ?? 'this join')
    clauses.push(written, sql)
    const constraint = partIf(join, 'constraint')
    if (constraint === null) continue
    if (text(constraint, 'constraint_type') !== 'ON') throw beyondDemo('USING')
    clauses.push('on', translation.expression(part(constraint, 'expr'), { ...scope, noAggregatesIn: 'in JOIN ON' }).sql)
  }
  return clauses.join(' ')
}
