import { isRecord } from '#lib/isRecord.ts'
import { limits } from './limits.ts'
import { numberOf } from './plainValues.ts'

type Node = Record<string, unknown>
type Attributes = Record<string, unknown>

/** A `<use>` of the element with the ID `target`, below elements with `ids`. */
type Use = { attributes: Attributes; target: string; ids: readonly string[] }

/**
 * Which SVG elements a window uses where. Removed nodes stay, because IDs of nodes may be reused on purpose.
 * `inside`: the targets of the uses in each element with an ID. `counts`: how many uses each target has. `idsAt`: the IDs on and
 * above an SVG element, by node.
 */
export type UseGraph = {
  inside: Map<string, string[]>
  counts: Map<string, number>
  idsAt: Map<number, readonly string[]>
  useNodes: Set<number>
  nestedCount: number
}

export function newUseGraph(): UseGraph {
  return { inside: new Map(), counts: new Map(), idsAt: new Map(), useNodes: new Set(), nestedCount: 0 }
}

const linkNames = ['href', 'xlink:href']

function attributesOf({ attributes }: Node): Attributes {
  return isRecord(attributes) ? attributes : {}
}

function targetOf(attributes: Attributes): string | null {
  const link = linkNames.map((name) => attributes[name]).find((one) => typeof one === 'string')
  return typeof link === 'string' && link.startsWith('#') ? link.slice(1) : null
}

function isUse({ tagName }: Node): boolean {
  return /^(?:svg:)?use$/i.test(String(tagName))
}

/** Finds the uses in a node that is added below elements with `idsAbove`, and notes its SVG elements. */
function findUses({ idsAt, useNodes }: UseGraph, root: Node, idsAbove: readonly string[]): Use[] {
  const uses: Use[] = []
  const stack: { node: Node; ids: readonly string[] }[] = [{ node: root, ids: idsAbove }]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, ids } = next
    const attributes = attributesOf(node)
    const { id } = attributes
    const ownIds = typeof id === 'string' && id !== '' ? [...ids, id] : ids
    if (node['isSVG'] === true) idsAt.set(numberOf(node['id']), ownIds)
    if (isUse(node)) {
      useNodes.add(numberOf(node['id']))
      const target = targetOf(attributes)
      if (target !== null) uses.push({ attributes, target, ids })
    }
    const children = Array.isArray(node['childNodes']) ? node['childNodes'].filter(isRecord) : []
    for (const child of children) stack.push({ node: child, ids: ownIds })
  }
  return uses
}

/** How many copies a use of an element makes, itself included; a few uses of uses make more than any browser draws. */
function counter({ inside }: UseGraph): (id: string, depth?: number) => number {
  const known = new Map<string, number>()
  return function copies(id, depth = 0): number {
    const before = known.get(id)
    if (before !== undefined) return before
    if (depth > 50) return Infinity
    known.set(id, Infinity) // while it is being counted: an element that uses itself
    const count = (inside.get(id) ?? []).reduce((sum, target) => sum + copies(target, depth + 1), 1)
    known.set(id, count)
    return count
  }
}

function note({ inside, counts }: UseGraph, { target, ids }: Use): void {
  counts.set(target, (counts.get(target) ?? 0) + 1)
  for (const id of ids) {
    const targets = inside.get(id)
    if (targets) targets.push(target)
    else inside.set(id, [target])
  }
}

function forget({ inside, counts }: UseGraph, { target, ids }: Use): void {
  counts.set(target, (counts.get(target) ?? 1) - 1)
  for (const id of ids) {
    const targets = inside.get(id) ?? []
    inside.set(id, targets.toSpliced(targets.lastIndexOf(target), 1))
  }
}

/** Uses of what holds no others don't count: they draw no more than as many elements would. */
function isTooMuch(graph: UseGraph): boolean {
  if (graph.nestedCount > limits.nestedUses) return true
  const copies = counter(graph)
  let total = 0
  for (const [target, count] of graph.counts) if (count > 0 && copies(target) > 1) total += count * copies(target)
  return total > limits.copies
}

/** Takes the targets of new uses inside uses away where a window would make too many copies. Returns how many. */
function limitNew(graph: UseGraph, uses: readonly Use[]): number {
  for (const use of uses) note(graph, use)
  const { inside, counts } = graph
  const nested = uses.filter(({ target, ids }) => (inside.get(target) ?? []).length > 0 || ids.some((id) => counts.has(id)))
  if (nested.length === 0) return 0
  graph.nestedCount += nested.length
  if (!isTooMuch(graph)) return 0
  graph.nestedCount -= nested.length
  for (const use of nested) {
    forget(graph, use)
    for (const name of linkNames) delete use.attributes[name]
  }
  return nested.length
}

/** For a node that is added below `parentId`, with all below it. Returns how many uses were emptied. */
export function limitUses(graph: UseGraph, root: Node, parentId: number | null = null): number {
  const idsAbove = parentId === null ? [] : (graph.idsAt.get(parentId) ?? [])
  return limitNew(graph, findUses(graph, root, idsAbove))
}

/** For changed attributes of a node. The ID of an SVG element stays what it was. Returns how many uses were emptied. */
export function limitUseChange(graph: UseGraph, nodeId: number, attributes: Attributes): number {
  const ids = graph.idsAt.get(nodeId) ?? []
  if (graph.idsAt.has(nodeId)) delete attributes['id']
  const target = graph.useNodes.has(nodeId) ? targetOf(attributes) : null
  return target === null ? 0 : limitNew(graph, [{ attributes, target, ids }])
}
