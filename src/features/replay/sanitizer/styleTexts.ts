import { cleanCss, isWholeCss, type SanitizerOptions } from './css.ts'

type Piece = { id: number; raw: string }

/**
 * The texts of style elements, by element. Browsers read all texts of an element as one style sheet, so a URL may begin in one and
 * end in another.
 */
export type StyleTexts = { pieces: Map<number, Piece[]>; styleOf: Map<number, number>; joined: Map<number, number> }

export function newStyleTexts(): StyleTexts {
  return { pieces: new Map(), styleOf: new Map(), joined: new Map() }
}

/** Reading a whole style sheet again after each of many pieces would take for ever, so later ones that are not whole are emptied. */
const maxJoins = 30

/** A text of a style element as it now is; `nextId`: the one that follows, null for the last. */
export function setStyleText(texts: StyleTexts, styleId: number, { id, raw }: Piece, nextId: number | null = null): void {
  const pieces = texts.pieces.get(styleId) ?? []
  const known = pieces.find((piece) => piece.id === id)
  if (known) known.raw = raw
  else {
    const place = pieces.findIndex((piece) => piece.id === nextId)
    pieces.splice(place < 0 ? pieces.length : place, 0, { id, raw })
  }
  texts.pieces.set(styleId, pieces)
  texts.styleOf.set(id, styleId)
}

export function removeStyleText(texts: StyleTexts, id: number): number | undefined {
  const styleId = texts.styleOf.get(id)
  if (styleId === undefined) return undefined
  texts.styleOf.delete(id)
  texts.pieces.set(
    styleId,
    (texts.pieces.get(styleId) ?? []).filter((piece) => piece.id !== id),
  )
  return styleId
}

/** What the texts of a style element must hold: each piece cleaned for itself if all are whole, else all in the first. */
export function cleanStyleTexts(texts: StyleTexts, styleId: number, options: SanitizerOptions): { id: number; value: string }[] {
  const pieces = texts.pieces.get(styleId) ?? []
  if (pieces.length < 2 || pieces.every(({ raw }) => isWholeCss(raw))) {
    return pieces.map(({ id, raw }) => ({ id, value: cleanCss(raw, options) }))
  }
  const joins = (texts.joined.get(styleId) ?? 0) + 1
  texts.joined.set(styleId, joins)
  if (joins > maxJoins) options.removals.countRemoved('invalid')
  const whole = joins > maxJoins ? '' : cleanCss(pieces.map(({ raw }) => raw).join(''), options)
  return pieces.map(({ id }, index) => ({ id, value: index === 0 ? whole : '' }))
}
