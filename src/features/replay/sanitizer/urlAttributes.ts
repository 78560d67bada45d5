import { destinationOf, isScriptUrl } from './destination.ts'
import { mayRequest, type SanitizerOptions } from './css.ts'
import { hasKind, nodeKind } from './nodeKinds.ts'

/** Requested as soon as they are set. */
const fetchedAttributes = new Set(['src', 'poster', 'background', 'lowsrc', 'dynsrc', 'icon'])

/** URLs that browsers do not request by themselves. */
const namedUrlAttributes = new Set([
  'cite',
  'longdesc',
  'usemap',
  'profile',
  'from',
  'to',
  'by',
  'values',
  'content',
  'itemid',
  'rr_src',
  'rr_href',
])

/** "xlink:href" works like "href". */
export function localName(name: string): string {
  return name.trim().toLowerCase().split(':').at(-1) ?? ''
}

export function isFetched(name: string): boolean {
  return fetchedAttributes.has(localName(name))
}

/** An image with a fragment as URL would request the page itself. */
function mayFetch(url: string, options: SanitizerOptions): boolean {
  const destination = destinationOf(url, options.ownHost)
  if (destination.kind !== 'same-page' || !destination.requestsPage) return mayRequest(url, options)
  options.removals.countRemoved('urls')
  return false
}

/** Splits "a.png 1x, b.png 2x" as browsers do; URLs may contain commas. */
function srcsetUrls(srcset: string): string[] {
  const urls: string[] = []
  let remaining = srcset
  while ((remaining = remaining.replace(/^[\s,]+/, '')) !== '') {
    const url = /^\S+/.exec(remaining)?.[0] ?? ''
    remaining = remaining.slice(url.length)
    if (!url.endsWith(',')) remaining = remaining.replace(/^[^,(]*(?:\([^)]*\)?[^,(]*)*/, '')
    urls.push(url.replace(/,+$/, ''))
  }
  return urls
}

/** Frames hold nothing: also an image by `data:` would navigate the frame. */
function mayFrame(url: string, options: SanitizerOptions): boolean {
  const destination = destinationOf(url, options.ownHost)
  if (destination.kind === 'same-page' && !destination.requestsPage) return true
  options.removals.countRemoved('frames')
  return false
}

/** "#" keeps its look as a link; the URL stays readable in an attribute that browsers ignore. */
function disableLink(attributes: Record<string, unknown>, name: string, url: string, options: SanitizerOptions): void {
  if (url.trim().startsWith('#')) return
  attributes[name] = '#'
  if (/^https?:\/\//i.test(url.trim())) attributes['rr_href'] = url.trim()
  else if (isScriptUrl(url)) options.removals.countRemoved('urls')
}

/** Whether an attribute may stay. Disables links in place. `kinds` are the known kinds of the node. */
export function mayKeepUrl(
  attributes: Record<string, unknown>,
  name: string,
  value: string,
  kinds: number | undefined,
  options: SanitizerOptions,
): boolean {
  const local = localName(name)
  if (local === 'href') {
    if (hasKind(kinds, nodeKind.loadsHref) && !hasKind(kinds, nodeKind.link)) return mayFetch(value, options)
    disableLink(attributes, name, value, options)
    return true
  }
  if (local === 'src' && hasKind(kinds, nodeKind.frame)) return mayFrame(value, options)
  if (local === 'srcset') return srcsetUrls(value).filter((url) => !mayFetch(url, options)).length === 0
  const isUnsafe =
    (name === 'rr_dataURL' && destinationOf(value, options.ownHost).kind !== 'data') ||
    (namedUrlAttributes.has(local) && [...value.split(/[;,]/), ...value.split(/[;,\s]/)].some(isScriptUrl))
  if (isUnsafe) options.removals.countRemoved('urls')
  return !isUnsafe && (!fetchedAttributes.has(local) || mayFetch(value, options))
}
