import { IncrementalSource, MediaInteractions } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { cleanMutation, isId, recordsOf } from './mutation.ts'
import { cleanCss, type SanitizerOptions } from './css.ts'
import { limits } from './limits.ts'
import { hasKind, nodeKind } from './nodeKinds.ts'
import type { CleanContext } from './nodes.ts'
import { numberOf } from './plainValues.ts'

type Fields = Record<string, unknown>

/** In pixels: larger than any screen, small enough to draw. */
const maxPageSide = 16_384

/** rrweb collects mouse positions for half a second. In milliseconds. */
const maxMoveOffset = 60_000

const lastInteraction = 10

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/** Null if it is not a length. */
export function toPageSide(value: unknown): number | null {
  const side = typeof value === 'string' ? Number.parseFloat(value) : value
  return isNumber(side) && side >= 1 ? Math.min(side, maxPageSide) : null
}

function cleanMoves(data: Fields, { removals }: SanitizerOptions): Fields | null {
  const all = recordsOf(data['positions'])
  removals.countRemoved('excess', Math.max(0, all.length - limits.positions))
  const positions = all
    .slice(0, limits.positions)
    .filter(({ x, y, id, timeOffset }) => isNumber(x) && isNumber(y) && isId(id) && isNumber(timeOffset))
    .map((one) => ({ ...one, timeOffset: Math.max(-maxMoveOffset, Math.min(0, numberOf(one['timeOffset']))) }))
  return positions.length === 0 ? null : { ...data, positions }
}

function cleanRules(rules: unknown, options: SanitizerOptions): Fields[] {
  return recordsOf(rules).flatMap((one) => {
    const { rule } = one
    return typeof rule === 'string' ? [{ ...one, rule: cleanCss(rule, options) }] : []
  })
}

/** Browsers replace whole sheets only if a script created them. */
function cleanSheet(data: Fields, options: SanitizerOptions): Fields {
  const clean: Fields = { ...data }
  if (data['adds'] !== undefined) clean['adds'] = cleanRules(data['adds'], options)
  if (data['removes'] !== undefined) clean['removes'] = recordsOf(data['removes'])
  for (const name of ['replace', 'replaceSync']) {
    const text = data[name]
    if (typeof text === 'string' && isId(data['styleId'])) clean[name] = cleanCss(text, options)
    else delete clean[name]
  }
  return clean
}

function cleanAdopted(data: Fields, options: SanitizerOptions): Fields | null {
  const { id, styleIds, styles } = data
  if (!isId(id) || !Array.isArray(styleIds)) return null
  const clean: Fields = { ...data, styleIds: styleIds.filter(isId) }
  if (styles === undefined) return clean
  return { ...clean, styles: recordsOf(styles).map((one) => ({ ...one, rules: cleanRules(one['rules'], options) })) }
}

function cleanDeclaration(data: Fields, options: SanitizerOptions): Fields | null {
  const { index, set, remove } = data
  if (!Array.isArray(index) || index.length === 0 || !index.every(isId)) return null
  if (set === undefined) return isRecord(remove) ? data : null
  if (!isRecord(set) || typeof set['property'] !== 'string') return null
  const value = typeof set['value'] === 'string' ? cleanCss(set['value'], options) : null
  return { ...data, set: { ...set, value } }
}

/** wOFF, wOF2, OTTO, true, ttcf and TrueType, as the recorder writes bytes. */
const fontSignatures = /^\[(?:119,79,70,(?:70|50)|79,84,84,79|116,114,117,101|116,116,99,102|0,1,0,0),/

/** Fonts from bytes stay; fonts from URLs are checked like styles. */
function cleanFont(data: Fields, options: SanitizerOptions): Fields | null {
  const { family, fontSource, buffer } = data
  if (typeof family !== 'string' || typeof fontSource !== 'string') return null
  if (buffer === true) return fontSignatures.test(fontSource.slice(0, 40).replaceAll(' ', '')) ? data : null
  const clean = cleanCss(fontSource, options)
  return clean === fontSource ? data : null
}

const playInteraction: number = MediaInteractions.Play

/** Media stays paused, because playing would request it; its position stays. */
function cleanMedia(data: Fields, { nodes }: CleanContext): Fields | null {
  const { id, type, currentTime, volume, playbackRate } = data
  if (!isId(id) || !isNumber(type) || type === playInteraction || !hasKind(nodes.kinds.get(id), nodeKind.media)) return null
  const isInRange = (value: unknown, min: number, max: number) =>
    value === undefined || value === null || (isNumber(value) && value >= min && value <= max)
  return isInRange(currentTime, 0, 1e7) && isInRange(volume, 0, 1) && isInRange(playbackRate, 0.0625, 16) ? data : null
}

function cleanResize(data: Fields): Fields | null {
  const width = toPageSide(data['width'])
  const height = toPageSide(data['height'])
  return width === null || height === null ? null : { ...data, width, height }
}

function isInteraction({ id, type }: Fields): boolean {
  return isId(id) && isId(type) && type >= 0 && type <= lastInteraction
}

/**
 * Sanitizes an incremental event; null if rrweb can't or should not play it. Canvas drawing would call whatever the recording
 * names.
 */
export function cleanIncrementalData(data: Fields, context: CleanContext): Fields | null {
  const { options } = context
  switch (data['source']) {
    case IncrementalSource.Mutation:
      return cleanMutation(data, context)
    case IncrementalSource.MouseMove:
    case IncrementalSource.TouchMove:
    case IncrementalSource.Drag:
      return cleanMoves(data, options)
    case IncrementalSource.MouseInteraction:
      return isInteraction(data) ? data : null
    case IncrementalSource.Scroll:
      return isId(data['id']) && isNumber(data['x']) && isNumber(data['y']) ? data : null
    case IncrementalSource.ViewportResize:
      return cleanResize(data)
    case IncrementalSource.Input:
      return isId(data['id']) && typeof data['text'] === 'string' ? data : null
    case IncrementalSource.MediaInteraction:
      return cleanMedia(data, context)
    case IncrementalSource.StyleSheetRule:
      return cleanSheet(data, options)
    case IncrementalSource.CanvasMutation:
      options.removals.countRemoved('canvas')
      return null
    case IncrementalSource.Font:
      return cleanFont(data, options)
    case IncrementalSource.StyleDeclaration:
      return cleanDeclaration(data, options)
    case IncrementalSource.Selection:
      return Array.isArray(data['ranges']) ? { ...data, ranges: recordsOf(data['ranges']) } : null
    case IncrementalSource.AdoptedStyleSheet:
      return cleanAdopted(data, options)
    case IncrementalSource.Log:
    case IncrementalSource.CustomElement:
      return data
    default:
      return null
  }
}
