import { destinationOf } from './address.ts'
import type { Removals } from './removalCounter.ts'

/**
 * What cleaning needs to know: whom to tell, the host of this page, and the hosts ("cdn.example:8080") whose files somebody
 * wants to see. Files of all others are counted and their addresses emptied.
 */
export type Sanitizer = { removals: Removals; ownHost: string; allowedHosts: readonly string[] }

/** Stand where an address was that must not be asked for: browsers know them, and ask nobody. */
const nothing = 'none'
const noAddress = 'url("about:invalid"'
const noPicture = 'linear-gradient(#0000, #0000)'

const mayFetch = /url|import|image|src|\\/i

/** `\75rl(` is `url(`: names of functions and at-rules that hide behind escapes. */
const hiddenName = /@?(?:[a-z-]|\\[0-9a-f]{1,6}[ \t\n\r\f]?|\\[^0-9a-f\n\r\f])+/gi
const fetchingName = /^(?:@import|url|src|image|(?:-webkit-)?image-set)$/i

// Every repetition below ends at a character that it cannot hold, or is bounded: hostile styles must not cost more than long ones.
const gap = '(?:\\s|/\\*[\\s\\S]{0,200}?\\*/){0,40}'
const quoted = '"((?:[^"\\\\\\n]|\\\\[\\s\\S])*)(?:"|$)|\'((?:[^\'\\\\\\n]|\\\\[\\s\\S])*)(?:\'|$)'
// Between the quotes and the parenthesis there may stand how to ask: `url("a.png" crossorigin(anonymous))`.
const url = new RegExp(`\\b(url|src)\\(\\s*(?:(?:${quoted})(?:\\s*\\))?|((?:[^"'()\\\\\\s]|\\\\[\\s\\S])+)\\s*(?:\\)|$))`, 'gi')
const importText = new RegExp(`@import(?=${gap}(?:${quoted}))`, 'gi')
const imageSet = /(?:-webkit-)?image(?:-set)?\(/gi
const inImageSet = new RegExp(`(\\b(?:type|format)\\(\\s*)?(?:${quoted})`, 'gi')

function withoutEscapes(text: string): string {
  return text.replace(/\\(?:([0-9a-f]{1,6})[ \t\n\r\f]?|(\r\n|[\s\S]))/gi, (_, code, character) => {
    if (typeof code !== 'string') return /[\n\r\f]/.test(String(character)) ? '' : String(character)
    const point = Number.parseInt(code, 16)
    return point === 0 || point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point)
  })
}

function showNames(css: string): string {
  return css.replace(hiddenName, (name) => {
    if (!name.includes('\\')) return name
    const shown = withoutEscapes(name)
    return fetchingName.test(shown) ? shown : name
  })
}

/** Whether an address that a browser would ask for may stay; what lies elsewhere is counted. */
export function mayAsk(address: string, { removals, ownHost, allowedHosts }: Sanitizer): boolean {
  const destination = destinationOf(address, ownHost)
  if (destination.kind === 'web') {
    removals.file(destination.host, address.trim())
    return allowedHosts.includes(destination.host)
  }
  if (destination.kind === 'blob') return false
  if (destination.kind !== 'danger') return true
  removals.stripped('addresses')
  return false
}

function mayStay(address: string, sanitizer: Sanitizer): boolean {
  return mayAsk(withoutEscapes(address), sanitizer)
}

function endOfFunction(css: string, from: number): number {
  let depth = 1
  for (let index = from; index < css.length; index += 1) {
    if (css[index] === '(') depth += 1
    else if (css[index] === ')') depth -= 1
    if (depth === 0) return index
  }
  return css.length
}

function cleanImageSets(css: string, sanitizer: Sanitizer): string {
  let result = ''
  let done = 0
  for (const match of css.matchAll(imageSet)) {
    const start = match.index + match[0].length
    if (start < done) continue
    const end = endOfFunction(css, start)
    const inside = css.slice(start, end).replace(inImageSet, (whole, type, double, single) => {
      const text = String(double ?? single ?? '')
      return typeof type === 'string' || mayStay(text, sanitizer) ? whole : noPicture
    })
    result += css.slice(done, start) + inside
    done = end
  }
  return result + css.slice(done)
}

/**
 * Styles without addresses that would ask anything of this very server or that are none: those of `url()`, `src()`,
 * `image-set()` and `@import`, also behind escapes. Addresses elsewhere are counted, and stay only where their host is allowed.
 * Harmless styles come back as they are.
 */
export function cleanCss(css: string, sanitizer: Sanitizer): string {
  if (!mayFetch.test(css)) return css
  const shown = css.includes('\\') ? showNames(css) : css
  const withoutUrls = shown.replace(url, (whole, _name, double, single, bare, offset) => {
    const address = String(double ?? single ?? bare ?? '')
    const isNamespace = /@namespace[^;{}]*$/i.test(shown.slice(Math.max(0, Number(offset) - 80), Number(offset)))
    if (isNamespace || mayStay(address, sanitizer)) return whole
    return typeof bare === 'string' || whole.endsWith(')') ? nothing : noAddress
  })
  const withoutImports = withoutUrls.replace(importText, (whole, double, single) =>
    mayStay(String(double ?? single ?? ''), sanitizer) ? whole : '@no-import',
  )
  return /image/i.test(withoutImports) ? cleanImageSets(withoutImports, sanitizer) : withoutImports
}
