import { NodeType } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { cleanAttributes } from './attributes.ts'
import { cleanCss } from './css.ts'
import { has, nodeKind, note } from './kinds.ts'
import { cleanNode, type CleanContext } from './nodes.ts'

type Fields = Record<string, unknown>

/** The entries of a list that are objects; anything else in its place is an empty list. */
export function recordsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/** What a document may hold besides: rrweb would stumble over anything else. */
const inDocument: ReadonlySet<unknown> = new Set([NodeType.Element, NodeType.DocumentType, NodeType.Comment])

/** A whole document may only be added to a frame; the wall knows each frame that it let through. */
function mayAdd({ parentId, nextId, node }: Fields, parentBits: number | undefined): boolean {
  if (!isId(parentId) || !isRecord(node) || has(parentBits, nodeKind.emptied)) return false
  if (nextId !== undefined && nextId !== null && !isId(nextId)) return false
  if (has(parentBits, nodeKind.document)) return inDocument.has(node['type'])
  return node['type'] !== NodeType.Document || has(parentBits, nodeKind.frame)
}

function cleanAdd(add: Fields, context: CleanContext): boolean {
  const { parentId, node } = add
  const parent = Number(parentId)
  const bits = context.nodes.kinds.get(parent)
  const isKept = mayAdd(add, bits) && isRecord(node) && cleanNode(node, { parent, bits: bits ?? 0, depth: 0 }, context)
  if (!isKept && !has(bits, nodeKind.emptied)) context.sanitizer.removals.stripped('impossible')
  return isKept
}

/** A pillar goes only from where it stands: rrweb forgets a node before it finds that it cannot take it out. */
function cleanRemove({ id, parentId }: Fields, { nodes: { pillars } }: CleanContext): boolean {
  if (!isId(id) || !isId(parentId) || id === parentId) return false
  if (pillars.has(id) && pillars.get(id) !== parentId) return false
  pillars.delete(id)
  return true
}

function cleanText(text: Fields, { sanitizer, nodes: { kinds, pillars } }: CleanContext): boolean {
  const { id, value } = text
  if (!isId(id) || pillars.has(id) || (typeof value !== 'string' && value !== null)) return false
  const isStyle = has(kinds.get(id), nodeKind.styleText) || has(kinds.get(id), nodeKind.style)
  if (isStyle && value !== null) text['value'] = cleanCss(value, sanitizer)
  return true
}

function cleanChange(change: Fields, { sanitizer, nodes }: CleanContext): boolean {
  const { id, attributes } = change
  if (!isId(id) || !isRecord(attributes)) return false
  const bits = nodes.kinds.get(id)
  cleanAttributes(attributes, bits, sanitizer)
  if (typeof attributes['rel'] === 'string' && !has(bits, nodeKind.link)) note(nodes, id, nodeKind.shows)
  return Object.keys(attributes).length > 0
}

/** A mutation of the page, all four of its lists there. What is left of it may be nothing. */
export function cleanMutation(data: Fields, context: CleanContext): Fields {
  const removes = recordsOf(data['removes']).filter((remove) => cleanRemove(remove, context))
  const adds = recordsOf(data['adds']).filter((add) => cleanAdd(add, context))
  return {
    ...data,
    removes,
    adds,
    texts: recordsOf(data['texts']).filter((text) => cleanText(text, context)),
    attributes: recordsOf(data['attributes']).filter((change) => cleanChange(change, context)),
  }
}
