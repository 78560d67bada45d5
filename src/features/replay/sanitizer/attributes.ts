import { isRecord } from '#lib/isRecord.ts'
import { isFetched, localName, mayKeepAddress } from './addresses.ts'
import { cleanCss, type Sanitizer } from './css.ts'
import { has, nodeKind } from './kinds.ts'
import type { StrippedKind } from './removalCounter.ts'

/** Never needed to show what a page looked like. Counted by what they would do; not at all where every page has them. */
const never = new Map<string, StrippedKind | null>([
  ['srcdoc', 'frames'],
  ['sandbox', null],
  ['allow', null],
  ['allowfullscreen', null],
  ['csp', null],
  ['credentialless', null],
  ['data', 'plugins'],
  ['classid', 'plugins'],
  ['codebase', 'plugins'],
  ['archive', 'plugins'],
  ['code', 'plugins'],
  ['object', 'plugins'],
  ['action', 'forms'],
  ['formaction', 'forms'],
  ['formtarget', null],
  ['target', null],
  ['download', null],
  ['ping', 'prefetches'],
  ['manifest', 'prefetches'],
  ['imagesrcset', 'prefetches'],
  ['attributionsrc', 'prefetches'],
  ['browsingtopics', 'prefetches'],
  ['sharedstoragewritable', 'prefetches'],
  ['http-equiv', 'steering'],
  ['referrerpolicy', null],
  ['autofocus', null],
  ['autoplay', null],
  ['accesskey', null],
])

const ranges = new Map([
  ['rr_mediaCurrentTime', { least: 0, most: 1e7 }],
  ['rr_mediaPlaybackRate', { least: 0.0625, most: 16 }],
  ['rr_mediaVolume', { least: 0, most: 1 }],
])

/** What rrweb does with the names of its own: a wrong value would end the rebuilding of the page. */
function isPossible(name: string, value: unknown, bits: number | undefined): boolean {
  const range = ranges.get(name)
  if (name.startsWith('rr_media') && !has(bits, nodeKind.media)) return false
  if (range) return typeof value === 'number' && value >= range.least && value <= range.most
  if (name === 'rr_mediaState') return value === 'paused' // films and sound stand still
  if (name === 'rr_width' || name === 'rr_height') return typeof value === 'string' && /^[\d.]{1,12}(?:px)?$/.test(value)
  return name !== 'rr_open_mode' || value === 'modal' || value === 'non-modal'
}

/** As browsers check names of attributes that a script sets; frameworks write others, which only a parser takes. */
const possibleName = /^[a-z_:\u0080-\uffff][\w:.\-\u0080-\uffff]*$/i

/** "stylesheet" and "alternate stylesheet" as they are; all else that a link may be is something to fetch ahead. */
function cleanRel(value: string): string | null {
  const words = value.trim().toLowerCase().split(/\s+/)
  if (!words.includes('stylesheet')) return null
  return words.every((word) => word === 'stylesheet' || word === 'alternate') ? value : 'stylesheet'
}

const aheadOfTime = /pre(?:load|fetch|connect|render)|import|manifest|icon/i

/** Names of attributes whose values are words, whatever they look like. */
const words = /^(?:title|alt|value|placeholder|label|class|id|name|for|summary|abbr|content|aria-.*|data-.*)$/

/** SVG takes styles as attributes, and animates to them: `fill="url(https://…)"` asks for what it names. */
const asksAsStyle = /url\s*\(|image|\\/i

/** What `<set>` and its kin may not change. */
function isDangerousToAnimate(name: string): boolean {
  const local = localName(name)
  return local === 'href' || local.startsWith('on') || isFetched(local) || never.has(local)
}

/** Inline styles: text, or by name as changes bring them: `[value, priority]`, a value, or false for what goes. */
function cleanStyle(value: unknown, sanitizer: Sanitizer): unknown {
  if (typeof value === 'string') return cleanCss(value, sanitizer)
  if (!isRecord(value)) return undefined
  const clean: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(value)) {
    if (name in Object.prototype) continue
    if (one === false) clean[name] = false
    else if (typeof one === 'string') clean[name] = cleanCss(one, sanitizer)
    else if (Array.isArray(one) && typeof one[0] === 'string') clean[name] = [cleanCss(one[0], sanitizer), String(one[1] ?? '')]
  }
  return clean
}

/** True, or as what it is taken out; null where that is not worth counting. Values may be cleaned in place. */
function decision(
  attributes: Record<string, unknown>,
  name: string,
  bits: number | undefined,
  sanitizer: Sanitizer,
): true | StrippedKind | null {
  const lower = name.toLowerCase()
  const value = attributes[name]
  if (name in Object.prototype) return 'impossible'
  if (lower.startsWith('on')) return 'handlers'
  if (!possibleName.test(name)) return null
  if (value === null) return true
  const reason = never.get(lower)
  if (reason !== undefined) return reason
  if (lower === 'style') {
    attributes[name] = cleanStyle(value, sanitizer)
    return attributes[name] === undefined ? 'impossible' : true
  }
  if (!['string', 'number', 'boolean'].includes(typeof value)) return 'impossible'
  if (name.startsWith('rr_') && !isPossible(name, value, bits)) return 'impossible'
  if (typeof value !== 'string') return true
  if (name === '_cssText' || (asksAsStyle.test(value) && !words.test(lower))) attributes[name] = cleanCss(value, sanitizer)
  if (lower === 'attributename' && isDangerousToAnimate(value)) return 'animations'
  if (lower === 'rel' && !has(bits, nodeKind.link)) {
    const rel = cleanRel(value)
    if (rel === null) return aheadOfTime.test(value) ? 'prefetches' : null
    attributes[name] = rel
  }
  return mayKeepAddress(attributes, name, value, bits, sanitizer) ? true : null
}

/**
 * Takes out of attributes, in place, what would run, navigate, fetch ahead or ask this very server, and what rrweb could not set.
 * `bits` is what the node is known to be. Attributes that a change takes away (null) stay so.
 */
export function cleanAttributes(attributes: Record<string, unknown>, bits: number | undefined, sanitizer: Sanitizer): void {
  for (const name of Object.keys(attributes)) {
    const kept = decision(attributes, name, bits, sanitizer)
    if (kept === true) continue
    delete attributes[name]
    if (kept !== null) sanitizer.removals.stripped(kept)
  }
  // A style sheet that lost its address would be asked for at that of the page.
  const isSheet = attributes['rel'] !== undefined && !has(bits, nodeKind.link)
  const isEmptied = /^(?:#|undefined$|null$|$)/.test(String(attributes['href']))
  if (isSheet && isEmptied && attributes['_cssText'] === undefined) delete attributes['rel']
}
