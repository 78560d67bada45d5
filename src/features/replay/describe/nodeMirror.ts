import { type addedNodeMutation, type mutationData, NodeType, type serializedNodeWithId } from '@rrweb/types'

/** What is needed to name a node. `tag` is in lower case, "#text" for text. */
export type MirrorNode = {
  id: number
  tag: string
  text: string
  attributes: Record<string, string>
  parent: number | null
  children: number[]
}

/** The current page of one window, by node ID. */
export type NodeMirror = {
  reset: (root: serializedNodeWithId) => void
  change: (mutation: mutationData) => void
  node: (id: number) => MirrorNode | undefined
  labelFor: (id: string) => MirrorNode | undefined
}

const mirroredAttributes = new Set([
  'id',
  'name',
  'type',
  'placeholder',
  'aria-label',
  'aria-labelledby',
  'alt',
  'title',
  'role',
  'for',
  'value',
  'rr_href',
])
const maxTextLength = 300

/** With more siblings than this, looking for the position takes too long. */
const maxOrderedSiblings = 2000

function pickAttributes(attributes: Record<string, unknown>): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const name of mirroredAttributes) {
    const value = attributes[name]
    if (typeof value === 'string') picked[name] = value.slice(0, maxTextLength)
  }
  return picked
}

/** Copies what it needs, because the events themselves are passed on. */
export function createNodeMirror(): NodeMirror {
  const nodes = new Map<number, MirrorNode>()
  const labels = new Set<number>()

  function removeNode(id: number): void {
    const stack = [id]
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const node = nodes.get(next)
      if (!node) continue
      nodes.delete(next)
      labels.delete(next)
      stack.push(...node.children)
    }
  }

  function attach(node: MirrorNode, nextId: number | null): void {
    const siblings = node.parent === null ? null : nodes.get(node.parent)?.children
    if (!siblings) return
    const index = nextId === null || siblings.length > maxOrderedSiblings ? -1 : siblings.indexOf(nextId)
    if (index === -1) siblings.push(node.id)
    else siblings.splice(index, 0, node.id)
  }

  function add(serialized: serializedNodeWithId, parent: number | null, nextId: number | null): void {
    const isElement = serialized.type === NodeType.Element
    const isText = serialized.type === NodeType.Text
    const tag = isElement ? serialized.tagName.toLowerCase() : isText ? '#text' : '#other'
    removeNode(serialized.id)
    const node: MirrorNode = {
      id: serialized.id,
      tag,
      text: isText ? serialized.textContent.slice(0, maxTextLength) : '',
      attributes: isElement ? pickAttributes(serialized.attributes) : {},
      parent,
      children: [],
    }
    nodes.set(node.id, node)
    if (tag === 'label') labels.add(node.id)
    attach(node, nextId)
    if ('childNodes' in serialized) for (const child of serialized.childNodes) add(child, node.id, null)
  }

  function detach(id: number): void {
    const parent = nodes.get(id)?.parent
    const siblings = parent === undefined || parent === null ? undefined : nodes.get(parent)?.children
    siblings?.splice(siblings.indexOf(id), siblings.includes(id) ? 1 : 0)
    removeNode(id)
  }

  function addAll(adds: readonly addedNodeMutation[]): void {
    for (const { node, parentId, nextId } of adds) add(node, parentId, nextId)
  }

  return {
    reset(root) {
      nodes.clear()
      labels.clear()
      add(root, null, null)
    },
    change({ adds, removes, texts, attributes }) {
      for (const { id } of removes) detach(id)
      addAll(adds)
      for (const { id, value } of texts) {
        const node = nodes.get(id)
        if (node) node.text = (value ?? '').slice(0, maxTextLength)
      }
      for (const { id, attributes: changed } of attributes) {
        const node = nodes.get(id)
        if (!node) continue
        Object.assign(node.attributes, pickAttributes(changed))
        for (const name of mirroredAttributes) if (changed[name] === null) delete node.attributes[name]
      }
    },
    node: (id) => nodes.get(id),
    labelFor(id) {
      for (const label of labels) {
        const node = nodes.get(label)
        if (node?.attributes['for'] === id) return node
      }
      return undefined
    },
  }
}
