import { invalidInput, Refusal } from '../../host/answers.ts'
import { isOperator, type Operator, operators } from './compare.ts'

/** Whether the recording at a position passes. */
export type Test = (position: number) => boolean

/** One property filter, read. */
export type Filter = { type: string; key: string; value: unknown; operator: Operator }

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listAt(values: ReadonlyMap<string, unknown>, name: string): unknown[] {
  const value = values.get(name)
  return Array.isArray(value) ? value : []
}

export function textsAt(values: ReadonlyMap<string, unknown>, name: string): string[] | null {
  const value = values.get(name)
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : null
}

/** The 400 for a filter that cannot be understood, in the form in which all list problems come. */
export function refuseFilter(loc: string, type: string, msg: string, input: unknown): Refusal {
  return new Refusal(invalidInput(JSON.stringify([{ type, loc: [loc], msg, input }])))
}

/** Reads a property filter; `exact` is what is meant where no operator is given. */
export function readFilter(loc: string, input: unknown, defaultType: string): Filter {
  if (!isObject(input)) throw refuseFilter(loc, 'model_attributes_type', 'Input should be a valid dictionary', input)
  const { type = defaultType, key, value = null } = input
  const operator = input['operator'] ?? 'exact'
  if (typeof key !== 'string' && typeof key !== 'number') throw refuseFilter(`${loc}.key`, 'missing', 'Field required', input)
  if (typeof type !== 'string') throw refuseFilter(`${loc}.type`, 'string_type', 'Input should be a valid string', type)
  if (!isOperator(operator)) {
    const allowed = operators.map((name) => `'${name}'`).join(', ')
    throw refuseFilter(`${loc}.operator`, 'enum', `Input should be ${allowed}`, operator)
  }
  return { type, key: String(key), value, operator }
}
