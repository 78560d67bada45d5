import { NodeType } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { cleanAttributes } from './attributes.ts'
import { cleanCss } from './css.ts'
import { hasKind, nodeKind, addKind } from './nodeKinds.ts'
import { cleanNode, type CleanContext } from './nodes.ts'

type Fields = Record<string, unknown>

export function recordsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/** rrweb fails on anything else in a document. */
const documentChildTypes: ReadonlySet<unknown> = new Set([NodeType.Element, NodeType.DocumentType, NodeType.Comment])

/** Whole documents may only be added to frames that the sanitizer let through. */
function mayAdd({ parentId, nextId, node }: Fields, parentKinds: number | undefined): boolean {
  if (!isId(parentId) || !isRecord(node) || hasKind(parentKinds, nodeKind.withoutChildren)) return false
  if (nextId !== undefined && nextId !== null && !isId(nextId)) return false
  if (hasKind(parentKinds, nodeKind.document)) return documentChildTypes.has(node['type'])
  return node['type'] !== NodeType.Document || hasKind(parentKinds, nodeKind.frame)
}

function cleanAdd(add: Fields, context: CleanContext): boolean {
  const { parentId, node } = add
  const parent = Number(parentId)
  const kinds = context.nodes.kinds.get(parent)
  const isClean = mayAdd(add, kinds) && isRecord(node) && cleanNode(node, { parent, kinds: kinds ?? 0, depth: 0 }, context)
  if (!isClean && !hasKind(kinds, nodeKind.withoutChildren)) context.options.removals.countRemoved('invalid')
  return isClean
}

/**
 * An essential node is removed only from its own parent, because rrweb forgets a node before it notices that it can't remove it.
 */
function cleanRemove({ id, parentId }: Fields, { nodes: { essentialNodes } }: CleanContext): boolean {
  if (!isId(id) || !isId(parentId) || id === parentId) return false
  if (essentialNodes.has(id) && essentialNodes.get(id) !== parentId) return false
  essentialNodes.delete(id)
  return true
}

function cleanText(text: Fields, { options, nodes: { kinds, essentialNodes } }: CleanContext): boolean {
  const { id, value } = text
  if (!isId(id) || essentialNodes.has(id) || (typeof value !== 'string' && value !== null)) return false
  const isStyle = hasKind(kinds.get(id), nodeKind.styleText) || hasKind(kinds.get(id), nodeKind.style)
  if (isStyle && value !== null) text['value'] = cleanCss(value, options)
  return true
}

function cleanAttributeMutation(mutation: Fields, { options, nodes }: CleanContext): boolean {
  const { id, attributes } = mutation
  if (!isId(id) || !isRecord(attributes)) return false
  const kinds = nodes.kinds.get(id)
  cleanAttributes(attributes, kinds, options)
  if (typeof attributes['rel'] === 'string' && !hasKind(kinds, nodeKind.link)) addKind(nodes, id, nodeKind.loadsHref)
  return Object.keys(attributes).length > 0
}

/** The result may be empty. */
export function cleanMutation(data: Fields, context: CleanContext): Fields {
  const removes = recordsOf(data['removes']).filter((remove) => cleanRemove(remove, context))
  const adds = recordsOf(data['adds']).filter((add) => cleanAdd(add, context))
  return {
    ...data,
    removes,
    adds,
    texts: recordsOf(data['texts']).filter((text) => cleanText(text, context)),
    attributes: recordsOf(data['attributes']).filter((mutation) => cleanAttributeMutation(mutation, context)),
  }
}
