import { beyondDemo, SqlMistake } from './mistake.ts'
import { quoted, readColumn, type Scope, type Source, type WithQuery } from './scope.ts'
import { chainOf, type Node, onlyKnown, part, partIf, text } from './syntax.ts'
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

function ofTable(node: Node, name: string | null, withs: ReadonlyMap<string, WithQuery>, translation: Translation): From {
  const alias = translation.nextName('t')
  if (node.node === 'SelectQuery' || node.node === 'SelectSetQuery') return ofQuery(translation.select(node, withs), name, alias)
  if (node.node !== 'Field') throw beyondDemo(`${node.node} after FROM`)
  const written = chainOf(node).join('.')
  const withQuery = withs.get(written)
  if (withQuery !== undefined) return ofQuery(translation.select(withQuery.query, withQuery.withs), name ?? written, alias)
  const table = findTable(written, translation.edition)
  if (table === null) throw new SqlMistake(`Unknown table \`${written}\`.`)
  translation.need(table.stored)
  const columns = Object.fromEntries(
    Object.entries(table.columns).map(([column, one]): [string, Typed] => [column, readColumn(alias, one, translation.zone)]),
  )
  return { sql: `${quoted(table.stored)} ${alias}`, source: { name: name ?? written, alias, columns, links: table.links } }
}

/** What stands after `from`, with its joins; fills the sources of the scope. */
export function fromClause(first: Node, scope: Scope, translation: Translation): string {
  const clauses: string[] = []
  for (let join: Node | null = first; join !== null; join = partIf(join, 'next_join')) {
    onlyKnown(join, ['table', 'alias', 'next_join', 'join_type', 'constraint', 'table_final'])
    const { sql, source } = ofTable(part(join, 'table'), text(join, 'alias'), scope.withs, translation)
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
