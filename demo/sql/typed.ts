/** What a value is to the translator. `DateTime` and `Date` are milliseconds since 1970 inside SQLite, `Json` is a text. */
export type Kind = 'String' | 'Int' | 'Float' | 'Bool' | 'DateTime' | 'Date' | 'Json' | 'Array' | 'Null'

/** A piece of SQLite's SQL with what is known of its value. `type` is ClickHouse's name without Nullable. */
export type Typed = { sql: string; kind: Kind; type: string; nullable: boolean }

const defaultTypes: Record<Exclude<Kind, 'DateTime'>, string> = {
  String: 'String',
  Int: 'Int64',
  Float: 'Float64',
  Bool: 'UInt8',
  Date: 'Date',
  Json: 'String',
  Array: 'Array(String)',
  Null: 'Nothing',
}

/** A value of a kind; a DateTime says in `type` how precise it is. */
export function typed(kind: Kind, sql: string, nullable = false, type = kind === 'DateTime' ? '' : defaultTypes[kind]): Typed {
  return { sql, kind, type, nullable }
}

export function typeName({ kind, type, nullable }: Typed): string {
  return nullable && kind !== 'Array' ? `Nullable(${type})` : type
}

export function isTime({ kind }: Typed): boolean {
  return kind === 'DateTime' || kind === 'Date'
}

export function isNumber({ kind }: Typed): boolean {
  return kind === 'Int' || kind === 'Float' || kind === 'Bool'
}

export function isText({ kind }: Typed): boolean {
  return kind === 'String' || kind === 'Json'
}
