export const operators = [
  'exact',
  'is_not',
  'icontains',
  'not_icontains',
  'regex',
  'not_regex',
  'gt',
  'gte',
  'lt',
  'lte',
  'min',
  'max',
  'between',
  'not_between',
  'in',
  'not_in',
  'is_set',
  'is_not_set',
  'is_date_exact',
  'is_date_before',
  'is_date_after',
] as const
export type Operator = (typeof operators)[number]

export function isOperator(value: unknown): value is Operator {
  return operators.some((operator) => operator === value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function listOf(wanted: unknown): unknown[] {
  return Array.isArray(wanted) ? wanted : [wanted]
}

function isSame(actual: unknown, wanted: unknown): boolean {
  if (typeof actual === 'boolean') return ['true', '1'].includes(textOf(wanted).toLowerCase()) === actual
  return actual !== null && actual !== undefined && textOf(actual) === textOf(wanted)
}

function contains(actual: unknown, wanted: unknown): boolean {
  return isSet(actual) && textOf(actual).toLowerCase().includes(textOf(wanted).toLowerCase())
}

function isSet(actual: unknown): boolean {
  return actual !== null && actual !== undefined && actual !== ''
}

/** An expression that cannot be read matches nothing. */
function fits(actual: unknown, wanted: unknown): boolean {
  if (!isSet(actual)) return false
  try {
    return new RegExp(textOf(wanted)).test(textOf(actual))
  } catch {
    return false
  }
}

/** A number, or a date in milliseconds; NaN for anything else. */
function amount(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value === '') return Number.NaN
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Date.parse(value)
}

function dayOf(value: unknown): string {
  const time = amount(value)
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10)
}

function isBetween(actual: unknown, wanted: unknown): boolean {
  const [from, to] = listOf(wanted)
  return amount(actual) >= amount(from) && amount(actual) <= amount(to)
}

type Comparison = (actual: unknown, wanted: unknown) => boolean

const some =
  (test: Comparison): Comparison =>
  (actual, wanted) =>
    listOf(wanted).some((one) => test(actual, one))
const none =
  (test: Comparison): Comparison =>
  (actual, wanted) =>
    !listOf(wanted).some((one) => test(actual, one))
const first =
  (test: (actual: number, wanted: number) => boolean): Comparison =>
  (actual, wanted) =>
    test(amount(actual), amount(listOf(wanted)[0]))

const atLeast = first((actual, wanted) => actual >= wanted)
const atMost = first((actual, wanted) => actual <= wanted)
const below = first((actual, wanted) => actual < wanted)
const above = first((actual, wanted) => actual > wanted)

const comparisons: Record<Operator, Comparison> = {
  exact: some(isSame),
  is_not: none(isSame),
  in: some(isSame),
  not_in: none(isSame),
  icontains: some(contains),
  not_icontains: none(contains),
  regex: some(fits),
  not_regex: none(fits),
  gt: above,
  gte: atLeast,
  lt: below,
  lte: atMost,
  min: atLeast,
  max: atMost,
  between: isBetween,
  not_between: (actual, wanted) => isSet(actual) && !isBetween(actual, wanted),
  is_set: isSet,
  is_not_set: (actual) => !isSet(actual),
  is_date_exact: some((actual, wanted) => isSet(actual) && dayOf(actual) === dayOf(wanted)),
  is_date_before: below,
  is_date_after: above,
}

/** Whether a value passes. A negative operator passes where there is no value, as the server's does. */
export function compare(operator: Operator, actual: unknown, wanted: unknown): boolean {
  return comparisons[operator](actual, wanted)
}
