import type { Constant } from './functions/scalar.ts'
import { beyondDemo, SqlMistake } from './mistake.ts'
import { chainOf, type Node, part, parts } from './syntax.ts'
import type { Translation } from './translation.ts'
import { type Typed, typed } from './typed.ts'

type Values = Pick<Translation, 'values'>

function isConstant(value: unknown): value is Constant {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

/** The value of a placeholder. `{filters}` is always true. Throws SqlMistake for a missing value. */
function placeholderValue(node: Node, { values }: Values): unknown {
  const inner = part(node, 'expr')
  const name = inner.node === 'Field' ? chainOf(inner).join('.') : ''
  if (name !== '' && Object.hasOwn(values, name)) return values[name]
  if (name === 'filters') return true
  throw new SqlMistake(
    `Placeholder {${name}} is not available in this context. You can use the following: ${Object.keys(values).join(', ')}`,
  )
}

/** What is written out at a node, itself or by a placeholder; undefined where it is something else. */
export function constantOf(node: Node, translation: Values): Constant | undefined {
  const value =
    node.node === 'Placeholder' ? placeholderValue(node, translation) : node.node === 'Constant' ? node['value'] : undefined
  return isConstant(value) ? value : undefined
}

/** The members of a list that is written out, each a node; null where it is no list. */
export function listOf(node: Node, translation: Values): Node[] | null {
  if (node.node === 'Tuple' || node.node === 'Array') return parts(node, 'exprs')
  if (node.node !== 'Placeholder') return null
  const value = placeholderValue(node, translation)
  return Array.isArray(value) ? value.map((one: unknown) => ({ node: 'Constant', value: one })) : null
}

function wholeType(value: number): string {
  if (value < 0) return value >= -128 ? 'Int8' : value >= -32_768 ? 'Int16' : 'Int64'
  return value < 256 ? 'UInt8' : value < 65_536 ? 'UInt16' : value < 4_294_967_296 ? 'UInt32' : 'UInt64'
}

/** A constant as a value; texts are bound. */
export function constantValue(value: unknown, { bind }: Pick<Translation, 'bind'>): Typed {
  if (value === null) return typed('Null', 'null', true)
  if (typeof value === 'boolean') return typed('Bool', value ? '1' : '0', false, 'Bool')
  if (typeof value === 'string') return typed('String', bind(value))
  if (typeof value === 'number' && Number.isSafeInteger(value)) return typed('Int', `(${value})`, false, wholeType(value))
  if (typeof value === 'number') return typed('Float', bind(value))
  throw beyondDemo('values of this kind')
}

/** A number of rows that is written out. */
export function amountOf(node: Node | null, translation: Values, word: string): number | null {
  if (node === null) return null
  const value = constantOf(node, translation)
  const amount = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  if (typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0) return amount
  throw new SqlMistake(`${word} takes a whole number that is not negative`)
}
