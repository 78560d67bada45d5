import { localName } from './addresses.ts'
import { nodeKind } from './kinds.ts'

/** As browsers check names of elements: anything else would end the rebuilding of the page. */
const possible = /^[a-z_][\w.-]*(?::[a-z_][\w.-]*)?$/i
const possibleCustom = /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/
const reserved = new Set([
  'annotation-xml',
  'color-profile',
  'font-face',
  'font-face-src',
  'font-face-uri',
  'font-face-format',
  'font-face-name',
  'missing-glyph',
])

/** Load or run something that is no picture; shown as a box, with what a page has to say where it does not work. */
const boxed = new Set(['object', 'embed', 'applet', 'portal', 'fencedframe', 'webview', 'bgsound', 'isindex', 'keygen', 'track'])

const shadowHosts = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
)

const kinds = new Map<string, number>([
  ['iframe', nodeKind.frame],
  ['frame', nodeKind.frame],
  ['a', nodeKind.link],
  ['area', nodeKind.link],
  ['style', nodeKind.style],
  ['audio', nodeKind.media],
  ['video', nodeKind.media],
  ['script', nodeKind.emptied],
  ['noscript', nodeKind.emptied],
  ['base', nodeKind.emptied],
  ['image', nodeKind.shows],
  ['feimage', nodeKind.shows],
])

/** What an element of this name is, as bits of `nodeKind`. */
export function kindOf(tagName: string): number {
  return kinds.get(localName(tagName)) ?? 0
}

/** The name under which an element is rebuilt: what only exists to do something becomes something that does nothing. */
export function safeTag(tagName: unknown): { name: string; why: 'scripts' | 'steering' | 'plugins' | 'impossible' | null } {
  if (typeof tagName !== 'string' || !possible.test(tagName) || tagName in Object.prototype)
    return { name: 'div', why: 'impossible' }
  const local = localName(tagName)
  if (/^xml/i.test(tagName)) return { name: 'div', why: 'impossible' }
  if (local === 'script') return { name: 'noscript', why: 'scripts' }
  if (local === 'base') return { name: 'meta', why: 'steering' }
  return boxed.has(local) ? { name: 'div', why: 'plugins' } : { name: tagName, why: null }
}

/** Whether a page may define a custom element of this name. */
export function isCustomName(tagName: string): boolean {
  return possibleCustom.test(tagName) && !reserved.has(tagName)
}

/** Whether an element of this name may have a shadow tree. */
export function mayHostShadow(tagName: string): boolean {
  return shadowHosts.has(tagName.toLowerCase()) || isCustomName(tagName.toLowerCase())
}
