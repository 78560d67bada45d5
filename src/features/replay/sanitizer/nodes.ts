import { NodeType } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { cleanAttributes } from './attributes.ts'
import { cleanCss, type Sanitizer } from './css.ts'
import { has, nodeKind, note, type TabNodes } from './kinds.ts'
import { isCustomName, kindOf, mayHostShadow, safeTag } from './tags.ts'

/**
 * Real pages are at most 512 deep where a parser built them. Chromium hands over to another thread at most about 900 levels, an
 * element being one and its list of children another.
 */
const deepest = 400

type Node = Record<string, unknown>

/** One event on its way: the wall, what is known of its tab's nodes, and the ids that were given to nodes in this event. */
export type CleanContext = { sanitizer: Sanitizer; nodes: TabNodes; given: Set<number> }

/** Where a node stands: the id of its parent and what that is known to be; `depth` below the root of what is added. */
export type Place = { parent: number | null; bits: number; depth: number }

const pillarTags = new Set(['html', 'head', 'body'])

const stylesheet = /(?:^|\s)stylesheet(?:\s|$)/i

function cleanFlags(node: Node, tagName: string): void {
  if (node['isSVG'] !== true) delete node['isSVG']
  if (node['isCustom'] !== undefined && !isCustomName(tagName)) delete node['isCustom']
  if (node['isShadowHost'] !== undefined && (node['isSVG'] === true || !mayHostShadow(tagName))) delete node['isShadowHost']
}

/** A `<meta>` that says how requests are made would say so of those that a person allows. */
function isReferrerPolicy(tagName: string, attributes: Record<string, unknown>): boolean {
  return tagName.toLowerCase() === 'meta' && String(attributes['name']).trim().toLowerCase() === 'referrer'
}

function isHttpEquiv(attributes: Record<string, unknown>): boolean {
  return Object.keys(attributes).some((name) => name.toLowerCase() === 'http-equiv')
}

/** A link that is no style sheet fetches what nobody sees. */
function cleanLinkElement(attributes: Record<string, unknown>): number {
  if (typeof attributes['rel'] === 'string' && stylesheet.test(attributes['rel'])) return nodeKind.shows
  if (attributes['_cssText'] === undefined) delete attributes['href']
  return 0
}

function cleanElement(node: Node, id: number, { parent, depth }: Place, context: CleanContext): void {
  const { sanitizer, nodes } = context
  const original = typeof node['tagName'] === 'string' ? node['tagName'] : ''
  const { name, why } = safeTag(node['tagName'])
  if (why !== null) sanitizer.removals.stripped(why)
  node['tagName'] = name
  let attributes = isRecord(node['attributes']) ? node['attributes'] : {}
  if (why === 'scripts' || why === 'steering' || isReferrerPolicy(name, attributes)) attributes = {}
  if (isHttpEquiv(attributes)) delete attributes['content']
  let bits = kindOf(original)
  if (name.toLowerCase() === 'link') bits |= cleanLinkElement(attributes)
  cleanAttributes(attributes, bits, sanitizer)
  node['attributes'] = attributes
  cleanFlags(node, name)
  note(nodes, id, bits)
  if (pillarTags.has(name.toLowerCase())) nodes.pillars.set(id, parent)
  const all: unknown[] = Array.isArray(node['childNodes']) && !has(bits, nodeKind.emptied) ? node['childNodes'] : []
  const children = cleanChildren(all, { parent: id, bits, depth }, context)
  node['childNodes'] = children
  if (node['isShadowHost'] === undefined) for (const child of children) delete child['isShadow']
}

/** A document holds at most a doctype and, after it, one `<html>`. */
function cleanDocument(node: Node, id: number, { parent, depth }: Place, context: CleanContext): void {
  const seen = { doctype: false, element: false }
  const all = Array.isArray(node['childNodes']) ? node['childNodes'] : []
  const possible = all.filter((child: unknown) => {
    if (!isRecord(child)) return false
    if (child['type'] === NodeType.Comment) return true
    if (child['type'] === NodeType.DocumentType && !seen.doctype && !seen.element) return (seen.doctype = true)
    const isRoot = child['type'] === NodeType.Element && String(child['tagName']).toLowerCase() === 'html' && !seen.element
    if (isRoot) seen.element = true
    else context.sanitizer.removals.stripped('impossible')
    return isRoot
  })
  note(context.nodes, id, nodeKind.document)
  context.nodes.pillars.set(id, parent)
  const children = cleanChildren(possible, { parent: id, bits: nodeKind.document, depth }, context)
  node['childNodes'] = children
  if (children.length === 0) delete node['compatMode']
}

function cleanDoctype(node: Node): void {
  if (typeof node['name'] !== 'string' || !/^[a-z][\w.-]*$/i.test(node['name'])) node['name'] = 'html'
  for (const name of ['publicId', 'systemId']) if (typeof node[name] !== 'string') node[name] = ''
}

function cleanText(node: Node, id: number, parentBits: number, { sanitizer, nodes }: CleanContext): void {
  const text = typeof node['textContent'] === 'string' ? node['textContent'] : ''
  const isStyle = has(parentBits, nodeKind.style) || node['isStyle'] === true
  if (isStyle) note(nodes, id, nodeKind.styleText)
  node['textContent'] = isStyle ? cleanCss(text, sanitizer) : text
}

function cleanChildren(children: unknown[], place: Place, context: CleanContext): Node[] {
  const below = { ...place, depth: place.depth + 1 }
  return children.filter((child): child is Node => {
    const isKept = isRecord(child) && child['type'] !== NodeType.Document && cleanNode(child, below, context)
    if (!isKept) context.sanitizer.removals.stripped('impossible')
    return isKept
  })
}

/** Ids that a page already uses for a pillar, or twice at once, would make rrweb take one node for another. */
function isFree(id: number, { nodes, given }: CleanContext): boolean {
  if (given.has(id) || nodes.pillars.has(id)) return false
  given.add(id)
  return true
}

/**
 * Cleans a serialized node and all below it, in place. Gives false where it cannot be a node at all. Harmless nodes stay as they
 * are, but for links, which lead nowhere (see `addresses.ts`).
 */
export function cleanNode(node: Node, place: Place, context: CleanContext): boolean {
  const { id, type } = node
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return false
  if (place.depth > deepest || !isFree(id, context)) return false
  if (type !== NodeType.Document && type !== NodeType.Element) {
    // Nothing of these is ever looked at, and so it would be left as it is.
    delete node['childNodes']
    delete node['attributes']
  }
  if (node['rootId'] !== undefined && !Number.isSafeInteger(node['rootId'])) delete node['rootId']
  switch (type) {
    case NodeType.Document:
      cleanDocument(node, id, place, context)
      return true
    case NodeType.DocumentType:
      cleanDoctype(node)
      return has(place.bits, nodeKind.document)
    case NodeType.Element:
      cleanElement(node, id, place, context)
      return true
    case NodeType.CDATA: // which a browser makes in no HTML document; recorders leave it empty
      node['type'] = NodeType.Text
      cleanText(node, id, place.bits, context)
      return true
    case NodeType.Text:
      cleanText(node, id, place.bits, context)
      return true
    case NodeType.Comment:
      if (typeof node['textContent'] !== 'string') node['textContent'] = ''
      return true
    default:
      return false
  }
}
