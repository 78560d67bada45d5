import { localName } from './urlAttributes.ts'
import { nodeKind } from './nodeKinds.ts'

/** Names that createElement accepts; others would stop rebuilding the page. */
const validTagName = /^[a-z_][\w.-]*(?::[a-z_][\w.-]*)?$/i
const validCustomName = /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/
const reservedNames = new Set([
  'annotation-xml',
  'color-profile',
  'font-face',
  'font-face-src',
  'font-face-uri',
  'font-face-format',
  'font-face-name',
  'missing-glyph',
])

/** These load or run something. They become boxes with their fallback content. */
const boxedTags = new Set([
  'object',
  'embed',
  'applet',
  'portal',
  'fencedframe',
  'webview',
  'bgsound',
  'isindex',
  'keygen',
  'track',
])

const shadowHosts = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
)

const kindsByTag = new Map<string, number>([
  ['iframe', nodeKind.frame],
  ['frame', nodeKind.frame],
  ['a', nodeKind.link],
  ['area', nodeKind.link],
  ['style', nodeKind.style],
  ['audio', nodeKind.media],
  ['video', nodeKind.media],
  ['script', nodeKind.withoutChildren],
  ['noscript', nodeKind.withoutChildren],
  ['base', nodeKind.withoutChildren],
  ['image', nodeKind.loadsHref],
  ['feimage', nodeKind.loadsHref],
])

/** Kinds as bits of `nodeKind`. */
export function kindOf(tagName: string): number {
  return kindsByTag.get(localName(tagName)) ?? 0
}

/** Replaces elements that only exist to do something. */
export function safeTag(tagName: unknown): { name: string; reason: 'scripts' | 'redirects' | 'plugins' | 'invalid' | null } {
  if (typeof tagName !== 'string' || !validTagName.test(tagName) || tagName in Object.prototype)
    return { name: 'div', reason: 'invalid' }
  const localTag = localName(tagName)
  if (/^xml/i.test(tagName)) return { name: 'div', reason: 'invalid' }
  if (localTag === 'script') return { name: 'noscript', reason: 'scripts' }
  if (localTag === 'base') return { name: 'meta', reason: 'redirects' }
  return boxedTags.has(localTag) ? { name: 'div', reason: 'plugins' } : { name: tagName, reason: null }
}

export function isCustomName(tagName: string): boolean {
  return validCustomName.test(tagName) && !reservedNames.has(tagName)
}

export function mayHostShadow(tagName: string): boolean {
  return shadowHosts.has(tagName.toLowerCase()) || isCustomName(tagName.toLowerCase())
}
