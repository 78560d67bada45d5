import { isRecord } from '#lib/isRecord.ts'
import { isFetched, localName, mayKeepUrl } from './urlAttributes.ts'
import { cleanCss, type SanitizerOptions } from './css.ts'
import { hasKind, nodeKind } from './nodeKinds.ts'
import type { RemovedKind } from './removalCounter.ts'

/** Never needed to show what a page looked like. Counted by what they would do; not at all where every page has them. */
const removedAttributes = new Map<string, RemovedKind | null>([
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
  ['http-equiv', 'redirects'],
  ['referrerpolicy', null],
  ['autofocus', null],
  ['autoplay', null],
  ['accesskey', null],
])

const ranges = new Map([
  ['rr_mediaCurrentTime', { min: 0, max: 1e7 }],
  ['rr_mediaPlaybackRate', { min: 0.0625, max: 16 }],
  ['rr_mediaVolume', { min: 0, max: 1 }],
])

/** What rrweb does with the names of its own: a wrong value would end the rebuilding of the page. */
function isValidRrwebValue(name: string, value: unknown, kinds: number | undefined): boolean {
  const range = ranges.get(name)
  if (name.startsWith('rr_media') && !hasKind(kinds, nodeKind.media)) return false
  if (range) return typeof value === 'number' && value >= range.min && value <= range.max
  if (name === 'rr_mediaState') return value === 'paused' // films and sound stand still
  if (name === 'rr_width' || name === 'rr_height') return typeof value === 'string' && /^[\d.]{1,12}(?:px)?$/.test(value)
  return name !== 'rr_open_mode' || value === 'modal' || value === 'non-modal'
}

/** As browsers check names of attributes that a script sets; frameworks write others, which only a parser takes. */
const validName = /^[a-z_:\u0080-\uffff][\w:.\-\u0080-\uffff]*$/i

/** "stylesheet" and "alternate stylesheet" as they are; all else that a link may be is something to fetch ahead. */
function cleanRel(value: string): string | null {
  const tokens = value.trim().toLowerCase().split(/\s+/)
  if (!tokens.includes('stylesheet')) return null
  return tokens.every((word) => word === 'stylesheet' || word === 'alternate') ? value : 'stylesheet'
}

const prefetchRel = /pre(?:load|fetch|connect|render)|import|manifest|icon/i

/** Names of attributes whose values are words, whatever they look like. */
const textAttributes = /^(?:title|alt|value|placeholder|label|class|id|name|for|summary|abbr|content|aria-.*|data-.*)$/

/** SVG takes styles as attributes, and animates to them: `fill="url(https://…)"` asks for what it names. */
const cssLikeValue = /url\s*\(|image|\\/i

/** What `<set>` and its kin may not change. */
function isUnsafeToAnimate(name: string): boolean {
  const local = localName(name)
  return local === 'href' || local.startsWith('on') || isFetched(local) || removedAttributes.has(local)
}

/** Inline styles: text, or by name as changes bring them: `[value, priority]`, a value, or false for what goes. */
function cleanStyle(value: unknown, options: SanitizerOptions): unknown {
  if (typeof value === 'string') return cleanCss(value, options)
  if (!isRecord(value)) return undefined
  const clean: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(value)) {
    if (name in Object.prototype) continue
    if (one === false) clean[name] = false
    else if (typeof one === 'string') clean[name] = cleanCss(one, options)
    else if (Array.isArray(one) && typeof one[0] === 'string') clean[name] = [cleanCss(one[0], options), String(one[1] ?? '')]
  }
  return clean
}

/** True, or as what it is taken out; null where that is not worth counting. Values may be cleaned in place. */
function decision(
  attributes: Record<string, unknown>,
  name: string,
  kinds: number | undefined,
  options: SanitizerOptions,
): true | RemovedKind | null {
  const lowerName = name.toLowerCase()
  const value = attributes[name]
  if (name in Object.prototype) return 'invalid'
  if (lowerName.startsWith('on')) return 'handlers'
  if (!validName.test(name)) return null
  if (value === null) return true
  const reason = removedAttributes.get(lowerName)
  if (reason !== undefined) return reason
  if (lowerName === 'style') {
    attributes[name] = cleanStyle(value, options)
    return attributes[name] === undefined ? 'invalid' : true
  }
  if (!['string', 'number', 'boolean'].includes(typeof value)) return 'invalid'
  if (name.startsWith('rr_') && !isValidRrwebValue(name, value, kinds)) return 'invalid'
  if (typeof value !== 'string') return true
  if (name === '_cssText' || (cssLikeValue.test(value) && !textAttributes.test(lowerName)))
    attributes[name] = cleanCss(value, options)
  if (lowerName === 'attributename' && isUnsafeToAnimate(value)) return 'animations'
  if (lowerName === 'rel' && !hasKind(kinds, nodeKind.link)) {
    const rel = cleanRel(value)
    if (rel === null) return prefetchRel.test(value) ? 'prefetches' : null
    attributes[name] = rel
  }
  return mayKeepUrl(attributes, name, value, kinds, options) ? true : null
}

/**
 * Takes out of attributes, in place, what would run, navigate, fetch ahead or ask this very server, and what rrweb could not set.
 * `bits` is what the node is known to be. Attributes that a change takes away (null) stay so.
 */
export function cleanAttributes(attributes: Record<string, unknown>, kinds: number | undefined, options: SanitizerOptions): void {
  for (const name of Object.keys(attributes)) {
    const result = decision(attributes, name, kinds, options)
    if (result === true) continue
    delete attributes[name]
    if (result !== null) options.removals.countRemoved(result)
  }
  // A style sheet that lost its address would be asked for at that of the page.
  const isStylesheet = attributes['rel'] !== undefined && !hasKind(kinds, nodeKind.link)
  const hasNoUrl = /^(?:#|undefined$|null$|$)/.test(String(attributes['href']))
  if (isStylesheet && hasNoUrl && attributes['_cssText'] === undefined) delete attributes['rel']
}
