import { SqlMistake } from '../mistake.ts'
import { isText, isTime, type Typed, typed } from '../typed.ts'
import type { Binder } from '../scope.ts'

export type Constant = string | number | boolean | null

/** What a function is given: its values, and those of them that are written out. */
export type Given = {
  name: string
  values: readonly Typed[]
  /** The literal at an index; undefined if the argument is not a literal. */
  constant(index: number): Constant | undefined
  bind: Binder
  zone: string
  /** Now, in milliseconds since 1970: the same throughout a query. */
  now: number
}

export type Scalar = { least: number; most: number; make(given: Given): Typed }

const none = typed('Null', 'null', true)

export function valueAt({ values }: Pick<Given, 'values'>, index: number): Typed {
  return values[index] ?? none
}

export function anyNull(values: readonly Typed[]): boolean {
  return values.some(({ nullable }) => nullable)
}

export function takes(least: number, make: (given: Given) => Typed, most = least): Scalar {
  return { least, most, make }
}

/** A function of SQLite, native or registered, that gives null where something given is null. */
export function plain(kind: 'String' | 'Int' | 'Float' | 'Bool', name: string, least: number, most = least): Scalar {
  return takes(least, ({ values }) => typed(kind, `${name}(${values.map(({ sql }) => sql).join(', ')})`, anyNull(values)), most)
}

/** What values have in common, so that one column can hold them all. */
export function common(values: readonly Typed[]): Pick<Typed, 'kind' | 'type'> {
  const kinds = values.filter(({ kind }) => kind !== 'Null')
  const [first] = kinds
  if (first === undefined) return none
  if (kinds.every(({ kind }) => kind === first.kind)) return first
  if (kinds.every(({ kind }) => ['Int', 'Float', 'Bool'].includes(kind))) {
    return kinds.some(({ kind }) => kind === 'Float') ? typed('Float', '') : typed('Int', '')
  }
  if (kinds.every(({ kind }) => kind === 'String' || kind === 'Json')) return typed('String', '')
  if (kinds.every(isTime)) return kinds.find(({ kind }) => kind === 'DateTime') ?? first
  const names = kinds.map(({ type }) => type).join(', ')
  throw new SqlMistake(
    `There is no supertype for types ${names} because some of them are String/FixedString/Enum and some of them are not`,
    'no_common_type',
  )
}

function choice(given: Given): Typed {
  const { values } = given
  const branches = values.filter((_, index) => index % 2 === 1 || index === values.length - 1)
  const whens = branches.slice(0, -1).map((branch, order) => `when ${valueAt(given, order * 2).sql} then ${branch.sql}`)
  const last = branches.at(-1)?.sql ?? 'null'
  return { ...common(branches), sql: `case ${whens.join(' ')} else ${last} end`, nullable: anyNull(branches) }
}

function chosenByValue(given: Given): Typed {
  const { values } = given
  const branches = values.slice(1).filter((_, index, { length }) => index % 2 === 1 || index === length - 1)
  const whens = branches.slice(0, -1).map((branch, order) => `when ${valueAt(given, order * 2 + 1).sql} then ${branch.sql}`)
  const sql = `case ${valueAt(given, 0).sql} ${whens.join(' ')} else ${branches.at(-1)?.sql ?? 'null'} end`
  return { ...common(branches), sql, nullable: anyNull(branches) }
}

function firstOf({ values }: Given): Typed {
  const nullable = values.every((one) => one.nullable)
  return { ...common(values), sql: values.length === 1 ? valueAt({ values }, 0).sql : `coalesce(${list(values)})`, nullable }
}

function list(values: readonly Typed[]): string {
  return values.map(({ sql }) => sql).join(', ')
}

/** A value as a text, moments as clocks of the project show them. */
export function asText(value: Typed): Typed {
  if (value.kind === 'DateTime') return typed('String', `instant_text(${value.sql})`, value.nullable)
  if (value.kind === 'Date') return typed('String', `day_text(${value.sql})`, value.nullable)
  return typed('String', isText(value) ? value.sql : `cast(${value.sql} as text)`, value.nullable)
}

const toText = takes(1, (given) => asText(valueAt(given, 0)))

/** Texts that are no number give null, as HogQL's own conversions do. */
function toNumber(kind: 'Int' | 'Float'): Scalar {
  return takes(1, (given) => {
    const value = valueAt(given, 0)
    if (isText(value)) return typed(kind, `${kind === 'Int' ? 'read_int' : 'read_float'}(${value.sql})`, true)
    const seconds = isTime(value) ? `(${value.sql} / 1000)` : value.sql
    return typed(kind, `cast(${seconds} as ${kind === 'Int' ? 'integer' : 'real'})`, value.nullable)
  })
}

function rounded(name: string): Scalar {
  return takes(
    1,
    (given) => {
      const value = valueAt(given, 0)
      const digits = given.values.length > 1 ? `, ${valueAt(given, 1).sql}` : ''
      return { ...typed(value.kind === 'Int' ? 'Int' : 'Float', `${name}(${value.sql}${digits})`, value.nullable) }
    },
    name === 'round' ? 2 : 1,
  )
}

function extreme(name: 'min' | 'max'): Scalar {
  return takes(2, ({ values }) => ({ ...common(values), sql: `${name}(${list(values)})`, nullable: anyNull(values) }), 20)
}

function fromJson(kind: 'String' | 'Int' | 'Float'): Scalar {
  const cast = { String: 'text', Int: 'integer', Float: 'real' }
  return takes(2, (given) => {
    const name = given.constant(1)
    if (typeof name !== 'string' || /["\\]/.test(name)) throw new SqlMistake(`${given.name} takes a name in quotes`)
    const empty = kind === 'String' ? "''" : '0'
    return typed(kind, `ifnull(cast((${valueAt(given, 0).sql} ->> ${given.bind(`$."${name}"`)}) as ${cast[kind]}), ${empty})`)
  })
}

/** The value that stands in the second list where the first has this one; else the last argument. */
const transform = takes(4, (given) => {
  const { sql } = valueAt(given, 0)
  const otherwise = valueAt(given, 3)
  return { ...otherwise, sql: `counterpart(${sql}, ${valueAt(given, 1).sql}, ${valueAt(given, 2).sql}, ${otherwise.sql})` }
})

const isNull = takes(1, (given) => typed('Bool', `(${valueAt(given, 0).sql} is null)`))
const isNotNull = takes(1, (given) => typed('Bool', `(${valueAt(given, 0).sql} is not null)`))

/** Functions of single values, besides those of time. The rest of HogQL's is refused by name. */
export const scalarFunctions: Readonly<Record<string, Scalar>> = {
  if: takes(3, choice),
  multiIf: takes(3, choice, 99),
  _caseWithExpression: takes(4, chosenByValue, 99),
  ifNull: takes(2, firstOf),
  coalesce: takes(1, firstOf, 20),
  transform,
  nullIf: takes(2, (given) => ({ ...valueAt(given, 0), sql: `nullif(${list(given.values)})`, nullable: true })),
  isNull,
  isNotNull,
  empty: takes(1, (given) => typed('Bool', `(ifnull(${valueAt(given, 0).sql}, '') = '')`)),
  notEmpty: takes(1, (given) => typed('Bool', `(ifnull(${valueAt(given, 0).sql}, '') <> '')`)),
  toString: toText,
  toInt: toNumber('Int'),
  toFloat: toNumber('Float'),
  toUUID: takes(1, (given) => ({ ...valueAt(given, 0), type: 'UUID' })),
  toBool: takes(1, (given) => typed('Bool', `(${valueAt(given, 0).sql} in (1, '1', 'true'))`, false, 'Bool')),
  round: rounded('round'),
  floor: rounded('floor'),
  ceil: rounded('ceil'),
  abs: takes(1, (given) => ({ ...valueAt(given, 0), sql: `abs(${valueAt(given, 0).sql})` })),
  least: extreme('min'),
  greatest: extreme('max'),
  intDiv: takes(2, ({ values }) =>
    typed('Int', `cast(${values.map(({ sql }) => `cast(${sql} as integer)`).join(' / ')} as integer)`, anyNull(values)),
  ),
  concat: takes(
    1,
    ({ values }) => typed('String', `(${values.map((value) => `ifnull(${asText(value).sql}, '')`).join(' || ')})`),
    50,
  ),
  lower: plain('String', 'lower_text', 1),
  upper: plain('String', 'upper_text', 1),
  length: plain('Int', 'length', 1),
  trim: plain('String', 'trim', 1),
  substring: plain('String', 'substr', 2, 3),
  replace: plain('String', 'replace', 3),
  replaceRegexpAll: plain('String', 'replace_pattern', 3),
  position: plain('Int', 'instr', 2),
  startsWith: takes(2, ({ values }) =>
    typed('Bool', `(instr(${list(values)}) = 1 or ${valueAt({ values }, 1).sql} = '')`, anyNull(values)),
  ),
  endsWith: plain('Bool', 'ends_with', 2),
  match: plain('Bool', 'fits', 2),
  domain: plain('String', 'domain_of', 1),
  path: plain('String', 'path_of', 1),
  cutQueryString: plain('String', 'without_query', 1),
  extractURLParameter: plain('String', 'url_parameter', 2),
  JSONExtractString: fromJson('String'),
  JSONExtractInt: fromJson('Int'),
  JSONExtractFloat: fromJson('Float'),
}

/** Other names for the same. */
export const sameScalars: Readonly<Record<string, string>> = {
  replaceAll: 'replace',
  substr: 'substring',
  char_length: 'length',
  lengthUTF8: 'length',
  lowerUTF8: 'lower',
  upperUTF8: 'upper',
  ceiling: 'ceil',
  toInt64: 'toInt',
  toFloat64: 'toFloat',
}
