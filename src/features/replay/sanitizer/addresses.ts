import { destinationOf, isScriptAddress } from './address.ts'
import { mayAsk, type Sanitizer } from './css.ts'
import { has, nodeKind } from './kinds.ts'

/** Fetched as soon as they are set. */
const fetched = new Set(['src', 'poster', 'background', 'lowsrc', 'dynsrc', 'icon'])

/** Hold addresses that nothing fetches by itself. */
const named = new Set([
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

/** "xlink:href" is "href" to whoever follows it. */
export function localName(name: string): string {
  return name.trim().toLowerCase().split(':').at(-1) ?? ''
}

/** Whether a browser asks for what this attribute names as soon as it is set. */
export function isFetched(name: string): boolean {
  return fetched.has(localName(name))
}

/** A place in the page is no file: a picture of that address would ask for the page again. */
function mayFetch(address: string, sanitizer: Sanitizer): boolean {
  const destination = destinationOf(address, sanitizer.ownHost)
  if (destination.kind !== 'here' || !destination.asks) return mayAsk(address, sanitizer)
  sanitizer.removals.stripped('addresses')
  return false
}

/** The addresses of "a.png 1x, b.png 2x", which may themselves hold commas: as browsers cut it. */
function candidatesOf(srcset: string): string[] {
  const found: string[] = []
  let rest = srcset
  while ((rest = rest.replace(/^[\s,]+/, '')) !== '') {
    const address = /^\S+/.exec(rest)?.[0] ?? ''
    rest = rest.slice(address.length)
    if (!address.endsWith(',')) rest = rest.replace(/^[^,(]*(?:\([^)]*\)?[^,(]*)*/, '')
    found.push(address.replace(/,+$/, ''))
  }
  return found
}

/** A frame may hold a picture and nothing else: a page could do anything. */
function mayFrame(address: string, sanitizer: Sanitizer): boolean {
  const destination = destinationOf(address, sanitizer.ownHost)
  if ((destination.kind === 'here' && !destination.asks) || (destination.kind === 'data' && !destination.isDocument)) return true
  sanitizer.removals.stripped('frames')
  return false
}

/** "#" keeps it looking like a link; where it led is kept for people to read, under a name that nothing follows. */
function closeLink(attributes: Record<string, unknown>, name: string, address: string, sanitizer: Sanitizer): void {
  if (address.trim().startsWith('#')) return
  attributes[name] = '#'
  if (/^https?:\/\//i.test(address.trim())) attributes['rr_href'] = address.trim()
  else if (isScriptAddress(address)) sanitizer.removals.stripped('addresses')
}

/**
 * Whether an attribute that takes an address may stay; any other may. Links lose their address in place: a page that is replayed
 * leads nowhere. `bits` is what the node is known to be.
 */
export function mayKeepAddress(
  attributes: Record<string, unknown>,
  name: string,
  value: string,
  bits: number | undefined,
  sanitizer: Sanitizer,
): boolean {
  const local = localName(name)
  if (local === 'href') {
    if (has(bits, nodeKind.shows) && !has(bits, nodeKind.link)) return mayFetch(value, sanitizer)
    closeLink(attributes, name, value, sanitizer)
    return true
  }
  if (local === 'src' && has(bits, nodeKind.frame)) return mayFrame(value, sanitizer)
  if (local === 'srcset') return candidatesOf(value).filter((address) => !mayFetch(address, sanitizer)).length === 0
  const isRefused =
    (name === 'rr_dataURL' && destinationOf(value, sanitizer.ownHost).kind !== 'data') ||
    (named.has(local) && [...value.split(/[;,]/), ...value.split(/[;,\s]/)].some(isScriptAddress))
  if (isRefused) sanitizer.removals.stripped('addresses')
  return !isRefused && (!fetched.has(local) || mayFetch(value, sanitizer))
}
