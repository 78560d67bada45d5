import { SqlMistake } from './mistake.ts'
import { chainOf, type Node } from './syntax.ts'
import type { Column, Link } from './tables.ts'
import { tables } from './tables.ts'
import { type Typed, typed } from './typed.ts'

/** Something that rows are read from: a table, or a query in its place. Its columns come by the alias that SQLite knows it by. */
export type Source = {
  /** As the query calls it; null for a query without a name. */
  name: string | null
  alias: string
  columns: Readonly<Record<string, Typed>>
  links: Readonly<Record<string, Link>>
}

/** What the names of one `select` can mean. */
export type Scope = {
  sources: Source[]
  /** What the select list calls something, and constants of `with 5 as n`. */
  aliases: Map<string, Node>
  /** Queries of `with`, here and around. */
  withs: ReadonlyMap<string, WithQuery>
  /** Aliases that are being read: a column of the same name is meant inside. */
  reading: Set<string>
  /** In a grouped query, what stands in `group by`; null where rows are not grouped. */
  groups: ReadonlySet<string> | null
  /** Where the piece stands that is being read, as ClickHouse words its refusals; null where aggregates may stand. */
  noAggregatesIn: string | null
}

export type WithQuery = { query: Node; withs: ReadonlyMap<string, WithQuery> }

/** Properties that a project of the demo has defined as numbers; all others are texts, as in a real project. */
const numericProperties = new Set(['orders', '$session_duration', 'value', 'items'])

export type Binder = (value: string | number | null) => string

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A column as SQLite reads it. */
export function readColumn(alias: string, { stored, kind, type, nullable = false }: Column, zone: string): Typed {
  const name = kind === 'DateTime' ? (type ?? `DateTime64(6, '${zone}')`) : type
  return typed(kind, `${alias}.${quoted(stored)}`, nullable, name)
}

function property(json: Typed, path: readonly string[], bind: Binder): Typed {
  const isWritable = path.every((name) => !/["\\]/.test(name))
  if (!isWritable) return typed('String', 'null', true)
  const value = `(${json.sql} ->> ${bind(`$${path.map((name) => `."${name}"`).join('')}`)})`
  const isNumeric = numericProperties.has(path.at(-1) ?? '')
  return isNumeric ? typed('Float', `cast(${value} as real)`, true) : typed('String', `cast(${value} as text)`, true)
}

function unresolved(name: string | undefined): SqlMistake {
  return new SqlMistake(`Unable to resolve field: ${name ?? '*'}`)
}

/** Further into a value that was found: only properties have an inside. */
export function inside(found: Typed, path: readonly string[], bind: Binder): Typed {
  if (path.length === 0) return found
  if (found.kind !== 'Json') throw unresolved(path[0])
  return property(found, path, bind)
}

export type Reading = { bind: Binder; zone: string; need(stored: string, sessions?: readonly string[] | null): void }

function throughLink(source: Source, link: Link, path: readonly string[], reading: Reading): Typed {
  const [name = '', ...rest] = path
  const table = tables[link.table]
  const column = table !== undefined && Object.hasOwn(table.columns, name) ? table.columns[name] : undefined
  if (table === undefined || column === undefined) throw unresolved(name)
  reading.need(table.stored)
  const found = readColumn('linked', { ...column, nullable: true }, reading.zone)
  const sql = `(select ${found.sql} from ${quoted(table.stored)} linked where linked.${quoted(link.key)} = ${source.alias}.${quoted(link.by)})`
  return inside({ ...found, sql }, rest, reading.bind)
}

/** A field of one source; null where it has none of that name. */
export function fieldOf(source: Source, path: readonly string[], reading: Reading): Typed | null {
  const [name = '', ...rest] = path
  const column = Object.hasOwn(source.columns, name) ? source.columns[name] : undefined
  if (column !== undefined) return inside(column, rest, reading.bind)
  const link = Object.hasOwn(source.links, name) ? source.links[name] : undefined
  if (link === undefined) return null
  if (rest.length === 0) throw new SqlMistake(`Can't select a table when a column is expected: ${name}`)
  return throughLink(source, link, rest, reading)
}

/** What a field means among the sources. Throws SqlMistake where it is none, or more than one. */
export function resolveField(chain: readonly string[], scope: Scope, reading: Reading): Typed {
  const [first, ...rest] = chain
  const named = rest.length > 0 ? sourcesNamed(chain, scope) : null
  if (named !== null) {
    const found = fieldOf(named.source, named.path, reading)
    if (found === null) throw unresolved(named.path[0])
    return found
  }
  const found = scope.sources.flatMap((source) => fieldOf(source, chain, reading) ?? [])
  if (found.length > 1) throw new SqlMistake(`Ambiguous query. Found multiple sources for field: ${first}`)
  const [only] = found
  if (only === undefined) throw unresolved(first)
  return only
}

function sourcesNamed(chain: readonly string[], { sources }: Scope): { source: Source; path: readonly string[] } | null {
  for (const length of [2, 1]) {
    const name = chain.slice(0, length).join('.')
    const source = sources.find((one) => one.name === name)
    if (source !== undefined && chain.length > length) return { source, path: chain.slice(length) }
  }
  return null
}

/** The columns that `*` or `events.*` stands for. */
export function everyColumn(node: Node, { sources }: Scope): [string, Typed][] {
  const prefix = chainOf(node).slice(0, -1).join('.')
  const meant = prefix === '' ? sources : sources.filter(({ name }) => name === prefix)
  if (meant.length === 0)
    throw prefix === '' ? new SqlMistake("Cannot use '*' when there are no tables in the query") : unresolved(prefix)
  return meant.flatMap(({ columns }) => Object.entries(columns))
}
