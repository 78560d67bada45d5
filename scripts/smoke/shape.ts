import { isRecord } from '#lib/isRecord.ts'

/** What values at one place have in common. `objects` counts the objects among them, `left` the fields that must not be named. */
type Shape = { kinds: Set<string>; objects: number; fields: Map<string, Shape>; left: number; items: Shape | null; count: number }

function emptyShape(): Shape {
  return { kinds: new Set(), objects: 0, fields: new Map(), left: 0, items: null, count: 0 }
}

const textKinds: readonly [RegExp, string][] = [
  [/^$/, 'empty text'],
  [/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d|$)/, 'time'],
  [/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, 'UUID'],
  [/^-?\d+(\.\d+)?$/, 'number as text'],
  [/^[a-z]+:\/\//i, 'URL'],
]

/** The kind of a value in a word or two, which say nothing else about it. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'empty list' : 'list'
  if (typeof value === 'string' && value.startsWith('\u001F\u008B')) return 'gzip as text'
  if (typeof value === 'string') return textKinds.find(([pattern]) => pattern.test(value))?.[1] ?? 'text'
  if (typeof value === 'number') return Number.isInteger(value) ? 'whole number' : 'number'
  return typeof value
}

/** Names in these are the customer's own. */
const freeNames = new Set(['properties', 'person_properties', 'payload'])

/** From the third object down, only names that PostHog's API is known to have. */
const openLevels = 2
const maxLevels = 5

/** Whether this may be a field of an API; an id, an address or a sentence is none. */
export function isFieldName(name: string): boolean {
  return /^[$_a-z][\w$]{0,39}$/i.test(name) && !/\d{3}/.test(name)
}

function mayBeNamed(name: string, level: number, known: ReadonlySet<string>): boolean {
  return level < openLevels ? isFieldName(name) : known.has(name)
}

function addFields(shape: Shape, value: Record<string, unknown>, level: number, known: ReadonlySet<string>): void {
  shape.objects += 1
  for (const [name, inner] of Object.entries(value)) {
    if (level >= maxLevels || !mayBeNamed(name, level, known)) {
      shape.left += 1
      continue
    }
    const field = shape.fields.get(name) ?? emptyShape()
    shape.fields.set(name, field)
    add(field, inner, freeNames.has(name) ? maxLevels : level + 1, known)
  }
}

function add(shape: Shape, value: unknown, level: number, known: ReadonlySet<string>): void {
  shape.kinds.add(kindOf(value))
  shape.count += 1
  if (Array.isArray(value)) {
    shape.items ??= emptyShape()
    for (const one of value) add(shape.items, one, level, known)
  } else if (isRecord(value)) addFields(shape, value, level, known)
}

function linesOf({ kinds, fields, left, items, objects }: Shape, name: string, indent: string, isOptional: boolean): string[] {
  const kind = [...kinds].toSorted().join(' or ')
  const lines = [`${indent}${name}: ${kind}${isOptional ? ' (not in all)' : ''}`]
  const deeper = `${indent}  `
  for (const [field, inner] of fields) lines.push(...linesOf(inner, field, deeper, inner.count < objects))
  if (left > 0) lines.push(`${deeper}(names taken out)`)
  if (items && items.count > 0) lines.push(...linesOf(items, 'each', deeper, false))
  return lines
}

/** The kinds of a JSON value and of its fields as lines. No value is in it, and no name that only `known` APIs do not have. */
export function describeShape(value: unknown, known: ReadonlySet<string>): string[] {
  const shape = emptyShape()
  add(shape, value, 0, known)
  return linesOf(shape, 'body', '  ', false)
}
