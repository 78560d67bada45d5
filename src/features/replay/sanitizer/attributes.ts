import { isRecord } from '#lib/isRecord.ts'
import { isFetched, localName, mayKeepUrl } from './urlAttributes.ts'
import { cleanCss, type SanitizerOptions } from './css.ts'
import { limits } from './limits.ts'
import { hasKind, nodeKind } from './nodeKinds.ts'
import type { RemovedKind } from './removalCounter.ts'
import { textOf } from './plainValues.ts'

/** Not needed to show a page. Counted by the harm they could do; null for those that every page has. */
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

/** An invalid value would stop rrweb from rebuilding the page. */
function isValidRrwebValue(name: string, value: unknown, kinds: number | undefined): boolean {
  const range = ranges.get(name)
  if (name.startsWith('rr_media') && !hasKind(kinds, nodeKind.media)) return false
  if (range) return typeof value === 'number' && value >= range.min && value <= range.max
  if (name === 'rr_mediaState') return value === 'paused' // media stays paused
  if (name === 'rr_width' || name === 'rr_height') return typeof value === 'string' && /^[\d.]{1,12}(?:px)?$/.test(value)
  return name !== 'rr_open_mode' || value === 'modal' || value === 'non-modal'
}

/** Names that setAttribute accepts; frameworks also write names that only a parser accepts. */
const validName = /^[a-z_:\u0080-\uffff][\w:.\-\u0080-\uffff]*$/i

/** Keeps style sheets; every other link only prefetches something. */
function cleanRel(value: string): string | null {
  const tokens = value.trim().toLowerCase().split(/\s+/)
  if (!tokens.includes('stylesheet')) return null
  return tokens.every((word) => word === 'stylesheet' || word === 'alternate') ? value : 'stylesheet'
}

const prefetchRel = /pre(?:load|fetch|connect|render)|import|manifest|icon/i

/** Attributes that hold text for people. */
const textAttributes = /^(?:title|alt|value|placeholder|label|class|id|name|for|summary|abbr|content|aria-.*|data-.*)$/

/** SVG has styles as attributes and animates them: `fill="url(https://…)"` sends a request. */
const cssLikeValue = /url\s*\(|image|\\/i

function isUnsafeToAnimate(name: string): boolean {
  const local = localName(name)
  return local === 'href' || local.startsWith('on') || isFetched(local) || removedAttributes.has(local)
}

/** A string, or changes by name: `[value, priority]`, a value, or false for a removed one. */
function cleanStyle(value: unknown, options: SanitizerOptions): unknown {
  if (typeof value === 'string') return cleanCss(value, options)
  if (!isRecord(value)) return undefined
  const clean: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(value)) {
    if (name in Object.prototype) continue
    if (one === false) clean[name] = false
    else if (typeof one === 'string') clean[name] = cleanCss(one, options)
    else if (Array.isArray(one) && typeof one[0] === 'string') clean[name] = [cleanCss(one[0], options), textOf(one[1])]
  }
  return clean
}

/** Returns true to keep an attribute, or the kind to count it as; null if it is not counted. May clean values in place. */
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
  if (lowerName === 'http-equiv') return typeof value === 'string' && /^\s*refresh\s*$/i.test(value) ? 'redirects' : null
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
  if (lowerName === 'stddeviation')
    attributes[name] = value.replace(/\d+(?:\.\d+)?(?:e\d+)?/gi, (size) => String(Math.min(limits.blur, Number(size))))
  if (lowerName === 'attributename' && isUnsafeToAnimate(value)) return 'animations'
  if (lowerName === 'rel' && !hasKind(kinds, nodeKind.link)) {
    const rel = cleanRel(value)
    if (rel === null) return prefetchRel.test(value) ? 'prefetches' : null
    attributes[name] = rel
  }
  return mayKeepUrl(attributes, name, value, kinds, options) ? true : null
}

/**
 * Removes attributes in place that would run, navigate, prefetch or request this server, and those that rrweb could not set.
 * `kinds` are the known kinds of the node. Null values, which remove an attribute, stay.
 */
export function cleanAttributes(attributes: Record<string, unknown>, kinds: number | undefined, options: SanitizerOptions): void {
  for (const name of Object.keys(attributes)) {
    const result = decision(attributes, name, kinds, options)
    if (result === true) continue
    delete attributes[name]
    if (result !== null) options.removals.countRemoved(result)
  }
  // Without a URL, a style sheet would be requested at the URL of the page.
  const isStylesheet = attributes['rel'] !== undefined && !hasKind(kinds, nodeKind.link)
  const hasNoUrl = /^(?:#|undefined$|null$|$)/.test(String(attributes['href']))
  if (isStylesheet && hasNoUrl && attributes['_cssText'] === undefined) delete attributes['rel']
}
