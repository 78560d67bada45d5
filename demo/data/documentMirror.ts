import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'

/** Keeps up with the document of one browser tab, event by event, as far as words go: what stands there, what is typed. */
export type DocumentMirror = {
  apply(event: Record<string, unknown>): void
  /** What stands on the page, without what is hidden by the document itself, spaces joined. */
  text(): string
  /** What stands in the fields, in the order of the page. */
  values(): string[]
  /** What a click on a node was meant for: the tag, and what stands on it, if it can be pressed; null for an unknown node. */
  element(id: number): { tag: string; label: string } | null
}

const Id = v.number()
type SerializedNode = {
  id: number
  type: number
  tagName?: string | undefined
  textContent?: string | undefined
  attributes?: Record<string, unknown> | undefined
  childNodes?: SerializedNode[] | undefined
}

const SerializedNode: v.GenericSchema<unknown, SerializedNode> = v.looseObject({
  id: Id,
  type: v.number(),
  tagName: v.optional(v.string()),
  textContent: v.optional(v.string()),
  attributes: v.optional(v.record(v.string(), v.unknown())),
  childNodes: v.optional(v.array(v.lazy(() => SerializedNode))),
})

const Full = v.object({ node: SerializedNode })
const Mutation = v.object({
  removes: v.array(v.object({ id: Id })),
  adds: v.array(v.object({ parentId: Id, nextId: v.nullable(Id), node: SerializedNode })),
  texts: v.array(v.object({ id: Id, value: v.nullable(v.string()) })),
  attributes: v.array(v.object({ id: Id, attributes: v.record(v.string(), v.unknown()) })),
})
const Input = v.object({ id: Id, text: v.string() })

type Node = {
  id: number
  tag: string
  text: string
  attributes: Record<string, unknown>
  children: Node[]
  parent: Node | null
}

const unseen = new Set(['head', 'script', 'style', 'noscript', 'template', 'datalist'])

/** What the SDK packed, and what it left plain. */
function unpack(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('\u001f\u008b')) return value
  return JSON.parse(gunzipSync(Buffer.from(value, 'latin1')).toString('utf8'))
}

function unpackFields(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return unpack(data)
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, unpack(value)]))
}

function isSeen({ tag, attributes }: Node): boolean {
  return !unseen.has(tag) && !('hidden' in attributes)
}

function textOf(node: Node): string {
  if (!isSeen(node)) return ''
  return `${node.text} ${node.children.map(textOf).join(' ')}`
}

function fieldsOf(node: Node): Node[] {
  if (!isSeen(node)) return []
  const isField = node.tag === 'input' || node.tag === 'textarea' || node.tag === 'select'
  return [...(isField ? [node] : []), ...node.children.flatMap(fieldsOf)]
}

function labelOf(node: Node): string {
  const named = ['aria-label', 'placeholder', 'alt', 'name'].map((name) => node.attributes[name])
  const label = textOf(node).replaceAll(/\s+/g, ' ').trim()
  return (label || named.find((one) => typeof one === 'string') || '').slice(0, 60)
}

/** What a click on a part of it is meant for. */
const pressed = new Set(['a', 'button', 'input', 'select', 'textarea', 'label', 'summary'])

export function createDocumentMirror(): DocumentMirror {
  let root: Node | null = null
  const nodes = new Map<number, Node>()

  function build({ id, tagName, textContent, attributes, childNodes }: SerializedNode, parent: Node | null): Node {
    const node: Node = { id, tag: tagName ?? '', text: textContent ?? '', attributes: { ...attributes }, children: [], parent }
    nodes.set(id, node)
    node.children = (childNodes ?? []).map((child) => build(child, node))
    return node
  }

  function detach(id: number): void {
    const node = nodes.get(id)
    if (node?.parent) node.parent.children = node.parent.children.filter((one) => one !== node)
  }

  function add({ parentId, nextId, node }: v.InferOutput<typeof Mutation>['adds'][number]): boolean {
    const parent = nodes.get(parentId)
    const next = nextId === null ? null : nodes.get(nextId)
    if (parent === undefined || (nextId !== null && next?.parent !== parent)) return false
    detach(node.id)
    const built = build(node, parent)
    const place = next === null || next === undefined ? parent.children.length : parent.children.indexOf(next)
    parent.children.splice(place, 0, built)
    return true
  }

  /** Some wait for a neighbour that comes later in the same list. */
  function addAll(adds: v.InferOutput<typeof Mutation>['adds']): void {
    const waiting = adds.filter((one) => !add(one))
    if (waiting.length > 0 && waiting.length < adds.length) addAll(waiting)
  }

  function change(data: unknown): void {
    const { removes, adds, texts, attributes } = v.parse(Mutation, unpackFields(data))
    for (const { id } of removes) detach(id)
    addAll(adds)
    for (const { id, value } of texts) {
      const node = nodes.get(id)
      if (node !== undefined) node.text = value ?? ''
    }
    for (const { id, attributes: values } of attributes) {
      for (const [name, value] of Object.entries(values)) {
        const node = nodes.get(id)
        if (value === null) delete node?.attributes[name]
        else if (node !== undefined) node.attributes[name] = value
      }
    }
  }

  return {
    apply({ type, data }) {
      if (type === 2) {
        nodes.clear()
        root = build(v.parse(Full, unpack(data)).node, null)
      } else if (type === 3 && typeof data === 'object' && data !== null && 'source' in data) {
        if (data.source === 0) change(data)
        if (data.source === 5) {
          const { id, text } = v.parse(Input, data)
          const field = nodes.get(id)
          if (field !== undefined) field.attributes['value'] = text
        }
      }
    },
    text: () => (root === null ? '' : textOf(root).replaceAll(/\s+/g, ' ')),
    element(id) {
      const start = nodes.get(id)
      if (start === undefined) return null
      let node: Node | null = start
      while (node !== null && !pressed.has(node.tag)) node = node.parent
      return node === null ? { tag: start.tag, label: '' } : { tag: node.tag, label: labelOf(node) }
    },
    values: () =>
      root === null ? [] : fieldsOf(root).map(({ attributes: { value } }) => (typeof value === 'string' ? value : '')),
  }
}
