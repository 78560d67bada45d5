import { NodeType } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { cleanAttributes } from './attributes.ts'
import { cleanCss } from './css.ts'
import { has, nodeKind, note } from './kinds.ts'
import { cleanNode, type Passage } from './nodes.ts'

type Fields = Record<string, unknown>

/** The entries of a list that are objects; anything else in its place is an empty list. */
export function recordsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/** A whole document may only be added to a frame; the wall knows each frame that it let through. */
function mayAdd(add: Fields, parentBits: number | undefined): boolean {
  if (!isId(add['parentId']) || !isRecord(add['node']) || has(parentBits, nodeKind.emptied)) return false
  if (add['nextId'] !== undefined && add['nextId'] !== null && !isId(add['nextId'])) return false
  return add['node']['type'] !== NodeType.Document || parentBits === undefined || has(parentBits, nodeKind.frame)
}

function cleanAdd(add: Fields, passage: Passage): boolean {
  const parentBits = passage.kinds.get(Number(add['parentId']))
  const node = add['node']
  const isKept = mayAdd(add, parentBits) && isRecord(node) && cleanNode(node, parentBits ?? 0, 0, passage)
  if (!isKept && !has(parentBits, nodeKind.emptied)) passage.wall.tally.stripped('impossible')
  return isKept
}

function cleanText(text: Fields, { wall, kinds }: Passage): boolean {
  const { id, value } = text
  if (!isId(id) || (typeof value !== 'string' && value !== null)) return false
  const isStyle = has(kinds.get(id), nodeKind.styleText) || has(kinds.get(id), nodeKind.style)
  if (isStyle && value !== null) text['value'] = cleanCss(value, wall)
  return true
}

function cleanChange(change: Fields, { wall, kinds }: Passage): boolean {
  const { id, attributes } = change
  if (!isId(id) || !isRecord(attributes)) return false
  cleanAttributes(attributes, kinds.get(id), wall)
  if (typeof attributes['rel'] === 'string' && !has(kinds.get(id), nodeKind.link)) note(kinds, id, nodeKind.shows)
  return Object.keys(attributes).length > 0
}

/** A mutation of the page, all four of its lists there. What is left of it may be nothing. */
export function cleanMutation(data: Fields, passage: Passage): Fields {
  return {
    ...data,
    removes: recordsOf(data['removes']).filter(({ id, parentId }) => isId(id) && isId(parentId)),
    adds: recordsOf(data['adds']).filter((add) => cleanAdd(add, passage)),
    texts: recordsOf(data['texts']).filter((text) => cleanText(text, passage)),
    attributes: recordsOf(data['attributes']).filter((change) => cleanChange(change, passage)),
  }
}
