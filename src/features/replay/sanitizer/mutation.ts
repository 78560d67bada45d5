import { NodeType } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { cleanAttributes } from './attributes.ts'
import { cleanCss } from './css.ts'
import { hasKind, nodeKind, addKind } from './nodeKinds.ts'
import { renameClobbering } from './clobbering.ts'
import { limits } from './limits.ts'
import { cleanNode, type CleanContext, cutText } from './nodes.ts'
import { cleanStyleTexts, removeStyleText, setStyleText } from './styleTexts.ts'
import { limitUseChange, limitUses } from './uses.ts'
import { numberOf } from './plainValues.ts'

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
  if (context.usedIds.size >= limits.nodes) {
    context.options.removals.countRemoved('excess')
    return false
  }
  const parent = numberOf(parentId)
  const kinds = context.nodes.kinds.get(parent)
  const isClean = mayAdd(add, kinds) && isRecord(node) && cleanNode(node, { parent, kinds: kinds ?? 0, depth: 0 }, context)
  if (isClean && isRecord(node)) context.options.removals.countRemoved('excess', limitUses(context.nodes.uses, node, parent))
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

/** Texts of style elements are cleaned with their siblings, in `cleanStyles`. */
function cleanText(text: Fields, context: CleanContext): boolean {
  const { options, nodes } = context
  const { kinds, essentialNodes, styleTexts } = nodes
  const { id, value } = text
  if (!isId(id) || essentialNodes.has(id) || (typeof value !== 'string' && value !== null)) return false
  const isStyle = hasKind(kinds.get(id), nodeKind.styleText) || hasKind(kinds.get(id), nodeKind.style)
  if (value === null) return true
  if (!isStyle) text['value'] = cutText(value, context)
  else if (!styleTexts.styleOf.has(id)) text['value'] = cleanCss(value, options)
  return true
}

/** Returns the style element whose text was added, if it was. */
function noteAddedText({ parentId, nextId, node }: Fields, { nodes: { kinds, styleTexts } }: CleanContext): number[] {
  if (!isId(parentId) || !isRecord(node) || !isId(node['id']) || typeof node['textContent'] !== 'string') return []
  if (!hasKind(kinds.get(parentId), nodeKind.style)) return []
  setStyleText(styleTexts, parentId, { id: node['id'], raw: node['textContent'] }, isId(nextId) ? nextId : null)
  return [parentId]
}

/** Returns the style element whose text was changed, if it was. */
function noteChangedText({ id, value }: Fields, { nodes: { styleTexts } }: CleanContext): number[] {
  const styleId = isId(id) ? styleTexts.styleOf.get(id) : undefined
  if (styleId === undefined) return []
  setStyleText(styleTexts, styleId, { id: numberOf(id), raw: typeof value === 'string' ? value : '' })
  return [styleId]
}

/** Cleans the texts of style elements that changed, each element as a whole; `texts` are all that rrweb has to set. */
function cleanStyles(changes: { removes: Fields[]; adds: Fields[]; texts: Fields[] }, context: CleanContext): Fields[] {
  const { options, nodes } = context
  const { removes, adds, texts } = changes
  const changed = new Set([
    ...removes.flatMap(({ id }) => removeStyleText(nodes.styleTexts, numberOf(id)) ?? []),
    ...adds.flatMap((add) => noteAddedText(add, context)),
    ...texts.flatMap((text) => noteChangedText(text, context)),
  ])
  const values = new Map<unknown, string>()
  for (const styleId of changed)
    for (const { id, value } of cleanStyleTexts(nodes.styleTexts, styleId, options)) values.set(id, value)
  for (const { node } of adds) {
    const value = isRecord(node) ? values.get(node['id']) : undefined
    if (isRecord(node) && value !== undefined) node['textContent'] = value
    if (isRecord(node)) values.delete(node['id'])
  }
  const added = new Set(adds.map(({ node }) => (isRecord(node) ? node['id'] : undefined)))
  const others = texts.filter(({ id }) => !values.has(id) && !added.has(id))
  return [...others, ...[...values].map(([id, value]) => ({ id, value }))]
}

function cleanAttributeMutation(mutation: Fields, { options, nodes }: CleanContext): boolean {
  const { id, attributes } = mutation
  if (!isId(id) || !isRecord(attributes)) return false
  const kinds = nodes.kinds.get(id)
  renameClobbering(attributes, null)
  cleanAttributes(attributes, kinds, options)
  options.removals.countRemoved('excess', limitUseChange(nodes.uses, id, attributes))
  if (typeof attributes['rel'] === 'string' && !hasKind(kinds, nodeKind.link)) addKind(nodes, id, nodeKind.loadsHref)
  return Object.keys(attributes).length > 0
}

/** The result may be empty. */
export function cleanMutation(data: Fields, context: CleanContext): Fields {
  const removes = recordsOf(data['removes']).filter((remove) => cleanRemove(remove, context))
  const adds = recordsOf(data['adds']).filter((add) => cleanAdd(add, context))
  const texts = recordsOf(data['texts']).filter((text) => cleanText(text, context))
  return {
    ...data,
    removes,
    adds,
    texts: cleanStyles({ removes, adds, texts }, context),
    attributes: recordsOf(data['attributes']).filter((mutation) => cleanAttributeMutation(mutation, context)),
  }
}
