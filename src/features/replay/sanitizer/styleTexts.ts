import { cleanCss, isWholeCss, type SanitizerOptions } from './css.ts'

type Text = { id: number; raw: string }

/** `isWhole` and `cleaned` are null until they are needed; `shown` is what the element holds, null if that isn't known. */
type Piece = Text & { isWhole: boolean | null; cleaned: string | null; shown: string | null }

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
export function setStyleText(texts: StyleTexts, styleId: number, { id, raw }: Text, nextId: number | null = null): void {
  const pieces = texts.pieces.get(styleId) ?? []
  const piece: Piece = { id, raw, isWhole: null, cleaned: null, shown: null }
  const known = pieces.findIndex((one) => one.id === id)
  const next = nextId === null ? -1 : pieces.findIndex((one) => one.id === nextId)
  if (known >= 0) pieces[known] = piece
  else pieces.splice(next < 0 ? pieces.length : next, 0, piece)
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

/** The value of each piece: cleaned for itself if all are whole, else all in the first. */
function valuesOf(texts: StyleTexts, styleId: number, pieces: readonly Piece[], options: SanitizerOptions): string[] {
  const isApart = pieces.length < 2 || pieces.every((piece) => (piece.isWhole ??= isWholeCss(piece.raw)))
  if (isApart) return pieces.map((piece) => (piece.cleaned ??= cleanCss(piece.raw, options)))
  const joins = (texts.joined.get(styleId) ?? 0) + 1
  texts.joined.set(styleId, joins)
  if (joins > maxJoins) options.removals.countRemoved('invalid')
  const whole = joins > maxJoins ? '' : cleanCss(pieces.map(({ raw }) => raw).join(''), options)
  return pieces.map((_, index) => (index === 0 ? whole : ''))
}

/** The texts of a style element that must change, with what they must hold. Pages may add thousands of pieces one by one. */
export function cleanStyleTexts(texts: StyleTexts, styleId: number, options: SanitizerOptions): { id: number; value: string }[] {
  const pieces = texts.pieces.get(styleId) ?? []
  return valuesOf(texts, styleId, pieces, options).flatMap((value, index) => {
    const piece = pieces[index]
    if (!piece || piece.shown === value) return []
    piece.shown = value
    return [{ id: piece.id, value }]
  })
}
