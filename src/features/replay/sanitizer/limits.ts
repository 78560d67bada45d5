import { isRecord } from '#lib/isRecord.ts'

/** A hostile recording must not hold the tab, so what takes too long to draw or list is left out and counted as "excess". */
export const limits = {
  /** Pointer positions of one event; recorders collect for half a second. */
  positions: 2000,
  /** Characters of one text of a page. */
  text: 500_000,
  /** Events that are listed, of all streams. */
  items: 50_000,
  /** Copies that `<use>` makes, those in copies included. */
  copies: 20_000,
  /** Blurs in pixels: more costs seconds and looks like nothing. */
  blur: 200,
} as const

type Node = Record<string, unknown>

function childrenOf({ childNodes }: Node): Node[] {
  return Array.isArray(childNodes) ? childNodes.filter(isRecord) : []
}

function attributesOf({ attributes }: Node): Record<string, unknown> {
  return isRecord(attributes) ? attributes : {}
}

const linkNames = ['href', 'xlink:href']

function targetOf(use: Node): string | null {
  const link = linkNames.map((name) => attributesOf(use)[name]).find((one) => typeof one === 'string')
  return typeof link === 'string' && link.startsWith('#') ? link.slice(1) : null
}

type Uses = { all: Node[]; inside: Map<string, string[]> }

function findUses(root: Node): Uses {
  const uses: Uses = { all: [], inside: new Map() }
  const stack: { node: Node; ids: readonly string[] }[] = [{ node: root, ids: [] }]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, ids } = next
    const { id } = attributesOf(node)
    const target = /^(?:svg:)?use$/i.test(String(node['tagName'])) ? targetOf(node) : null
    if (target !== null) {
      uses.all.push(node)
      for (const one of ids) uses.inside.set(one, [...(uses.inside.get(one) ?? []), target])
    }
    const inner = typeof id === 'string' && id !== '' ? [...ids, id] : ids
    for (const child of childrenOf(node)) stack.push({ node: child, ids: inner })
  }
  return uses
}

/** How many copies a use of an element makes, itself included; a few uses of uses make more than any browser draws. */
function counter({ inside }: Uses): (id: string, depth?: number) => number {
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

/** Takes the targets of uses inside uses away where all of a page would make too many copies. Returns how many. */
export function limitUses(root: Node): number {
  const uses = findUses(root)
  const copies = counter(uses)
  const total = uses.all.reduce((sum, use) => sum + copies(targetOf(use) ?? ''), 0)
  if (total <= limits.copies) return 0
  const nested = uses.all.filter((use) => copies(targetOf(use) ?? '') > 1)
  for (const use of nested) for (const name of linkNames) delete attributesOf(use)[name]
  return nested.length
}
