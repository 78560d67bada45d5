import { type Constant } from './functions/scalar.ts'
import { asTime } from './functions/time.ts'
import { beyondDemo, SqlMistake } from './mistake.ts'
import type { Translation } from './translation.ts'
import { isNumber, isText, isTime, type Typed, typed } from './typed.ts'

/** A value, and what it is where it is written out. */
export type Side = { value: Typed; constant: Constant | undefined }

type Zoned = Pick<Translation, 'zone' | 'now' | 'bind'>

/** Brings two sides to where they compare. Throws SqlMistake for kinds that never do. */
export function matched(left: Side, right: Side, given: Zoned): [Typed, Typed] {
  const one = left.value
  const other = right.value
  if (one.kind === 'Null' || other.kind === 'Null') return [one, other]
  if (isTime(one) !== isTime(other)) {
    const stranger = isTime(one) ? right : left
    if (!isText(stranger.value)) {
      throw new SqlMistake(`Illegal types of arguments (${one.type}, ${other.type}) of a comparison`, 'illegal_type_of_argument')
    }
    return [asTime(one, left.constant, given), asTime(other, right.constant, given)]
  }
  if (isNumber(one) === isNumber(other)) return [one, other]
  const text = isNumber(one) ? right : left
  if (typeof text.constant !== 'string' || text.constant.trim() === '' || Number.isNaN(Number(text.constant))) {
    throw new SqlMistake(
      `There is no supertype for types ${one.type}, ${other.type} because some of them are String/FixedString/Enum and some of them are not`,
      'no_common_type',
    )
  }
  const number = typed('Float', given.bind(Number(text.constant)))
  return isNumber(one) ? [one, number] : [number, other]
}

const ordering: Readonly<Record<string, string>> = { '<': '<', '<=': '<=', '>': '>', '>=': '>=' }

function like(left: Typed, right: Typed, isExact: boolean): string {
  const [text, pattern] = isExact ? [left.sql, right.sql] : [`lower_text(${left.sql})`, `lower_text(${right.sql})`]
  return `${text} like ${pattern} escape '\\'`
}

/** Two values compared as HogQL does: nothing equals nothing, and what is nothing differs from everything else. */
export function compared(operator: string, left: Side, right: Side, given: Zoned): Typed {
  if (operator.includes('like')) {
    if (!isText(left.value) || !isText(right.value)) {
      throw new SqlMistake(`Illegal type ${left.value.type} of argument of function like`, 'illegal_type_of_argument')
    }
    const sql = like(left.value, right.value, !operator.includes('ilike'))
    return typed('Bool', operator.startsWith('not') ? `(not ifnull(${sql}, 0))` : `ifnull(${sql}, 0)`)
  }
  if (operator === '=~' || operator === '!~') {
    const sql = `ifnull(fits(${left.value.sql}, ${right.value.sql}), 0)`
    return typed('Bool', operator === '=~' ? sql : `(not ${sql})`)
  }
  const [one, other] = matched(left, right, given)
  if (operator === '==' || operator === '!=') {
    const isSure = !one.nullable && !other.nullable
    const sqlOperator = operator === '==' ? (isSure ? '=' : 'is') : isSure ? '<>' : 'is not'
    return typed('Bool', `(${one.sql} ${sqlOperator} ${other.sql})`)
  }
  const sign = Object.hasOwn(ordering, operator) ? ordering[operator] : undefined
  if (sign === undefined) throw beyondDemo(`operator "${operator}"`)
  return typed('Bool', `ifnull(${one.sql} ${sign} ${other.sql}, 0)`)
}

/** Whether a value is among others. */
export function among(value: Side, others: readonly Side[], isNegated: boolean, given: Zoned): Typed {
  const pairs = others.map((other) => matched(value, other, given))
  const needle = pairs[0]?.[0] ?? value.value
  const sql = `(${needle.sql} in (${pairs.map(([, other]) => other.sql).join(', ')}))`
  return typed('Bool', isNegated ? `(not ifnull(${sql}, 0))` : `ifnull(${sql}, 0)`)
}
