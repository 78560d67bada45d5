import { node } from './rrweb.ts'

export type Attributes = Record<string, unknown>

/** A piece of a page before it has numbers: an element with what is in it, or something that is no element. */
export type Piece =
  | { tag: string; attributes: Attributes; children: readonly Piece[]; marks?: Attributes }
  | { text: string; isStyle?: boolean }
  | { plain: Record<string, unknown> }

/** A node as rrweb writes it: numbered, with its children. */
export type Serialized = { type: number; id: number; childNodes?: Serialized[] } & Record<string, unknown>

/** Gives out numbers of nodes, from 1. */
export type Numbers = () => number

export function numbersFrom(first: number): Numbers {
  let next = first
  return () => next++
}

function pieceOf(child: Piece | string): Piece {
  return typeof child === 'string' ? { text: child } : child
}

export function element(tag: string, attributes: Attributes = {}, ...children: (Piece | string)[]): Piece {
  return { tag, attributes, children: children.map(pieceOf) }
}

/** An element of a drawing. */
export function svg(tag: string, attributes: Attributes = {}, ...children: (Piece | string)[]): Piece {
  return { tag, attributes, children: children.map(pieceOf), marks: { isSVG: true } }
}

/** A style sheet, as rrweb writes its text. */
export function style(css: string): Piece {
  return { tag: 'style', attributes: {}, children: [{ text: css, isStyle: true }] }
}

export function serialize(piece: Piece, numbers: Numbers): Serialized {
  const id = numbers()
  if ('plain' in piece) return { type: node.comment, id, ...piece.plain }
  if ('text' in piece) return { type: node.text, id, textContent: piece.text, ...(piece.isStyle === true && { isStyle: true }) }
  const childNodes = piece.children.map((child) => serialize(child, numbers))
  return { type: node.element, id, tagName: piece.tag, attributes: piece.attributes, childNodes, ...piece.marks }
}

export type Page = { root: Serialized; headId: number; bodyId: number }

/** A whole document, numbered from the next number on. */
export function pageOf(head: readonly Piece[], body: Piece, numbers: Numbers, title = 'A page'): Page {
  const id = numbers()
  const doctype = { type: node.doctype, id: numbers(), name: 'html', publicId: '', systemId: '' }
  const htmlId = numbers()
  const headNode = serialize(element('head', {}, element('title', {}, title), ...head), numbers)
  const bodyNode = serialize(body, numbers)
  const html = {
    type: node.element,
    id: htmlId,
    tagName: 'html',
    attributes: { lang: 'en' },
    childNodes: [headNode, bodyNode],
  }
  return { root: { type: node.document, id, childNodes: [doctype, html] }, headId: headNode.id, bodyId: bodyNode.id }
}

/** The first node of a document, from above, that is meant. */
export function findNode(from: Serialized, isMatch: (one: Serialized) => boolean): Serialized | null {
  if (isMatch(from)) return from
  for (const child of from.childNodes ?? []) {
    const found = findNode(child, isMatch)
    if (found !== null) return found
  }
  return null
}
