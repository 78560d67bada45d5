import { NodeType } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { cleanAttributes } from './attributes.ts'
import { cleanCss, type SanitizerOptions } from './css.ts'
import { renameClobbering } from './clobbering.ts'
import { limits } from './limits.ts'
import { hasKind, nodeKind, addKind, type WindowNodes } from './nodeKinds.ts'
import { cleanStyleTexts, setStyleText } from './styleTexts.ts'
import { isCustomName, kindOf, mayHostShadow, safeTag } from './tags.ts'
import { numberOf, textOf } from './plainValues.ts'

/** Parsers nest at most 512 levels. Chromium clones about 900 levels, where an element and its child list count separately. */
const maxDepth = 400

type Node = Record<string, unknown>

/** Of one event: `usedIds` are the IDs given to its nodes, `textLength` counts the characters of its texts. */
export type CleanContext = { options: SanitizerOptions; nodes: WindowNodes; usedIds: Set<number>; textLength: number }

/** `kinds` are those of the parent; `depth` counts from the root of what is added. */
export type NodePosition = { parent: number | null; kinds: number; depth: number }

const essentialTags = new Set(['html', 'head', 'body'])

const stylesheet = /(?:^|\s)stylesheet(?:\s|$)/i

function cleanFlags(node: Node, tagName: string): void {
  if (node['isSVG'] !== true) delete node['isSVG']
  if (node['isCustom'] !== undefined && !isCustomName(tagName)) delete node['isCustom']
  if (node['isShadowHost'] !== undefined && (node['isSVG'] === true || !mayHostShadow(tagName))) delete node['isShadowHost']
}

/** Would change how allowed files are requested. */
function isReferrerPolicy(tagName: string, attributes: Record<string, unknown>): boolean {
  return tagName.toLowerCase() === 'meta' && textOf(attributes['name']).trim().toLowerCase() === 'referrer'
}

function isHttpEquiv(attributes: Record<string, unknown>): boolean {
  return Object.keys(attributes).some((name) => name.toLowerCase() === 'http-equiv')
}

/** What the recorder puts in the place of a script's text. */
const scriptPlaceholder = 'SCRIPT_PLACEHOLDER'

/** Recorders leave an element where a script was: nothing is taken out there. */
function isEmptiedScript({ tagName, attributes, childNodes }: Node): boolean {
  if (textOf(tagName).toLowerCase() !== 'script') return false
  const names = isRecord(attributes) ? Object.keys(attributes).map((name) => name.toLowerCase()) : []
  if (names.some((name) => ['src', 'href', 'xlink:href'].includes(name) || name.startsWith('on'))) return false
  const texts = Array.isArray(childNodes)
    ? childNodes.map((child: unknown) => (isRecord(child) ? child['textContent'] : child))
    : []
  return texts.every((text) => text === '' || text === scriptPlaceholder)
}

/** Other links only prefetch. */
function cleanLinkElement(attributes: Record<string, unknown>): number {
  if (typeof attributes['rel'] === 'string' && stylesheet.test(attributes['rel'])) return nodeKind.loadsHref
  if (attributes['_cssText'] === undefined) delete attributes['href']
  return 0
}

function cleanElement(node: Node, id: number, { parent, depth }: NodePosition, context: CleanContext): void {
  const { options, nodes } = context
  const original = typeof node['tagName'] === 'string' ? node['tagName'] : ''
  const { name, reason } = safeTag(node['tagName'])
  if (reason !== null && !isEmptiedScript(node)) options.removals.countRemoved(reason)
  node['tagName'] = name
  let attributes = isRecord(node['attributes']) ? node['attributes'] : {}
  if (reason === 'scripts' || reason === 'redirects' || isReferrerPolicy(name, attributes)) attributes = {}
  if (isHttpEquiv(attributes)) delete attributes['content']
  let kinds = kindOf(original)
  if (name.toLowerCase() === 'link') kinds |= cleanLinkElement(attributes)
  renameClobbering(attributes, name)
  cleanAttributes(attributes, kinds, options)
  node['attributes'] = attributes
  cleanFlags(node, name)
  addKind(nodes, id, kinds)
  if (essentialTags.has(name.toLowerCase())) nodes.essentialNodes.set(id, parent)
  const possibleChildren: unknown[] =
    Array.isArray(node['childNodes']) && !hasKind(kinds, nodeKind.withoutChildren) ? node['childNodes'] : []
  const children = cleanChildren(possibleChildren, { parent: id, kinds, depth }, context)
  if (hasKind(kinds, nodeKind.style)) cleanStyle(id, children, context)
  node['childNodes'] = children
  if (node['isShadowHost'] === undefined) for (const child of children) delete child['isShadow']
}

/** A document has at most one doctype, then one `<html>`. */
function cleanDocument(node: Node, id: number, { parent, depth }: NodePosition, context: CleanContext): void {
  const seen = { doctype: false, element: false }
  const possibleChildren = Array.isArray(node['childNodes']) ? node['childNodes'] : []
  const validChildren = possibleChildren.filter((child: unknown) => {
    if (!isRecord(child)) return false
    if (child['type'] === NodeType.Comment) return true
    if (child['type'] === NodeType.DocumentType && !seen.doctype && !seen.element) return (seen.doctype = true)
    const isRoot = child['type'] === NodeType.Element && textOf(child['tagName']).toLowerCase() === 'html' && !seen.element
    if (isRoot) seen.element = true
    else context.options.removals.countRemoved('invalid')
    return isRoot
  })
  addKind(context.nodes, id, nodeKind.document)
  context.nodes.essentialNodes.set(id, parent)
  const children = cleanChildren(validChildren, { parent: id, kinds: nodeKind.document, depth }, context)
  node['childNodes'] = children
  if (children.length === 0) delete node['compatMode']
}

function cleanDoctype(node: Node): void {
  if (typeof node['name'] !== 'string' || !/^[a-z][\w.-]*$/i.test(node['name'])) node['name'] = 'html'
  for (const name of ['publicId', 'systemId']) if (typeof node[name] !== 'string') node[name] = ''
}

/** Laying out a text of millions of letters takes a browser many seconds. */
export function cutText(text: string, context: CleanContext): string {
  const cut = text.slice(0, Math.min(limits.text, limits.texts - context.textLength))
  if (cut.length < text.length) context.options.removals.countRemoved('excess')
  context.textLength += cut.length
  return cut
}

/** A text of a style element is cleaned with its siblings. */
function cleanText(node: Node, id: number, parentKinds: number, context: CleanContext): void {
  const { options, nodes } = context
  const isInStyle = hasKind(parentKinds, nodeKind.style)
  const isStyle = isInStyle || node['isStyle'] === true
  const whole = typeof node['textContent'] === 'string' ? node['textContent'] : ''
  const text = isStyle ? whole : cutText(whole, context)
  if (isStyle) addKind(nodes, id, nodeKind.styleText)
  node['textContent'] = isStyle && !isInStyle ? cleanCss(text, options) : text
}

function cleanStyle(styleId: number, children: readonly Node[], { options, nodes: { styleTexts } }: CleanContext): void {
  for (const { id, textContent } of children) {
    if (typeof textContent === 'string') setStyleText(styleTexts, styleId, { id: numberOf(id), raw: textContent })
  }
  const values = new Map(cleanStyleTexts(styleTexts, styleId, options).map(({ id, value }) => [id, value]))
  for (const child of children)
    if (typeof child['textContent'] === 'string') child['textContent'] = values.get(numberOf(child['id'])) ?? ''
}

function cleanChildren(children: unknown[], position: NodePosition, context: CleanContext): Node[] {
  const childPosition = { ...position, depth: position.depth + 1 }
  return children.filter((child): child is Node => {
    if (context.usedIds.size >= limits.nodes) {
      context.options.removals.countRemoved('excess')
      return false
    }
    const isClean = isRecord(child) && child['type'] !== NodeType.Document && cleanNode(child, childPosition, context)
    if (!isClean) context.options.removals.countRemoved('invalid')
    return isClean
  })
}

/** rrweb would confuse nodes with duplicate IDs. */
function claimId(id: number, { nodes, usedIds }: CleanContext): boolean {
  if (usedIds.has(id) || nodes.essentialNodes.has(id)) return false
  usedIds.add(id)
  return true
}

/**
 * Sanitizes a serialized node and everything below it, in place. Returns false if it can't be a node. Harmless nodes stay
 * unchanged, except that links lead nowhere (see `urlAttributes.ts`).
 */
export function cleanNode(node: Node, position: NodePosition, context: CleanContext): boolean {
  const { id, type } = node
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return false
  if (position.depth > maxDepth || !claimId(id, context)) return false
  if (type !== NodeType.Document && type !== NodeType.Element) {
    // These are never checked, so they must not stay.
    delete node['childNodes']
    delete node['attributes']
  }
  if (node['rootId'] !== undefined && !Number.isSafeInteger(node['rootId'])) delete node['rootId']
  switch (type) {
    case NodeType.Document:
      cleanDocument(node, id, position, context)
      return true
    case NodeType.DocumentType:
      cleanDoctype(node)
      return hasKind(position.kinds, nodeKind.document)
    case NodeType.Element:
      cleanElement(node, id, position, context)
      return true
    case NodeType.CDATA: // not used in HTML documents; recorders leave it empty
      node['type'] = NodeType.Text
      cleanText(node, id, position.kinds, context)
      return true
    case NodeType.Text:
      cleanText(node, id, position.kinds, context)
      return true
    case NodeType.Comment:
      if (typeof node['textContent'] !== 'string') node['textContent'] = ''
      return true
    default:
      return false
  }
}
