import { beyondDemo, SqlMistake } from './mistake.ts'

/** A node of the parser's tree; `start` and `end` are places in the text. */
export type Node = { node: string } & Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isNode(value: unknown): value is Node {
  return isRecord(value) && typeof value['node'] === 'string'
}

export function part(node: Node, name: string): Node {
  const value = node[name]
  if (!isNode(value)) throw beyondDemo(`${node.node} without ${name}`)
  return value
}

export function partIf(node: Node, name: string): Node | null {
  const value = node[name]
  return isNode(value) ? value : null
}

export function parts(node: Node, name: string): Node[] {
  const value = node[name]
  return Array.isArray(value) ? value.filter(isNode) : []
}

export function text(node: Node, name: string): string | null {
  const value = node[name]
  return typeof value === 'string' ? value : null
}

/** The names of a field: `events.properties.$browser`; numbers stand for places in arrays. */
export function chainOf(node: Node): string[] {
  const value = node['chain']
  return Array.isArray(value) ? value.map(String) : []
}

/** Throws SqlMistake for unsupported parts of a node, which must never be ignored. */
export function onlyKnown(node: Node, known: readonly string[]) {
  for (const [name, value] of Object.entries(node)) {
    if (known.includes(name) || name === 'node' || name === 'start' || name === 'end') continue
    if (value !== null && value !== undefined && value !== false) throw beyondDemo(name.replaceAll('_', ' ').toUpperCase())
  }
}

function offsetOf(node: Node, edge: 'start' | 'end'): number | null {
  const index = node[edge]
  const offset = isRecord(index) ? index['offset'] : null
  return typeof offset === 'number' ? offset : null
}

/** The query text of a node, in one line. */
export function sourceText(node: Node, query: string): string {
  const start = offsetOf(node, 'start')
  const end = offsetOf(node, 'end')
  return start === null || end === null ? node.node : query.slice(start, end).replaceAll(/\s+/g, ' ').trim()
}

/** Reads what the parser answered. Throws SqlMistake with the parser's words where the text is no query. */
export function readTree(answer: string): Node {
  const tree: unknown = JSON.parse(answer)
  if (isNode(tree)) return tree
  const message = isRecord(tree) ? tree['message'] : null
  throw new SqlMistake(typeof message === 'string' ? message : 'Unable to parse query', 'hogql_syntax_error')
}
