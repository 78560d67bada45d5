import { destinationOf } from './destination.ts'
import type { RemovalCounter } from './removalCounter.ts'

/**
 * What cleaning needs to know: whom to tell, the host of this page, and the hosts ("cdn.example:8080") whose files somebody
 * wants to see. Files of all others are counted and their addresses emptied.
 */
export type SanitizerOptions = { removals: RemovalCounter; ownHost: string; allowedHosts: readonly string[] }

/** Stand where an address was that must not be asked for: browsers know them, and ask nobody. */
const emptyValue = 'none'
const emptyUrl = 'url("about:invalid"'
const emptyImage = 'linear-gradient(#0000, #0000)'

const mayContainUrl = /url|import|image|src|\\/i

/** `\75rl(` is `url(`: names of functions and at-rules that hide behind escapes. */
const escapedName = /@?(?:[a-z-]|\\[0-9a-f]{1,6}[ \t\n\r\f]?|\\[^0-9a-f\n\r\f])+/gi
const fetchingName = /^(?:@import|url|src|image|(?:-webkit-)?image-set)$/i

// Every repetition below ends at a character that it cannot hold, or is bounded: hostile styles must not cost more than long ones.
const whitespace = '(?:\\s|/\\*[\\s\\S]{0,200}?\\*/){0,40}'
const quoted = '"((?:[^"\\\\\\n]|\\\\[\\s\\S])*)(?:"|$)|\'((?:[^\'\\\\\\n]|\\\\[\\s\\S])*)(?:\'|$)'
// Between the quotes and the parenthesis there may stand how to ask: `url("a.png" crossorigin(anonymous))`.
const urlFunction = new RegExp(
  `\\b(url|src)\\(\\s*(?:(?:${quoted})(?:\\s*\\))?|((?:[^"'()\\\\\\s]|\\\\[\\s\\S])+)\\s*(?:\\)|$))`,
  'gi',
)
const importRule = new RegExp(`@import(?=${whitespace}(?:${quoted}))`, 'gi')
const imageSet = /(?:-webkit-)?image(?:-set)?\(/gi
const imageSetString = new RegExp(`(\\b(?:type|format)\\(\\s*)?(?:${quoted})`, 'gi')

function withoutEscapes(text: string): string {
  return text.replace(/\\(?:([0-9a-f]{1,6})[ \t\n\r\f]?|(\r\n|[\s\S]))/gi, (_, code, character) => {
    if (typeof code !== 'string') return /[\n\r\f]/.test(String(character)) ? '' : String(character)
    const codePoint = Number.parseInt(code, 16)
    return codePoint === 0 || codePoint > 0x10ffff ? '\ufffd' : String.fromCodePoint(codePoint)
  })
}

function unescapeNames(css: string): string {
  return css.replace(escapedName, (name) => {
    if (!name.includes('\\')) return name
    const unescaped = withoutEscapes(name)
    return fetchingName.test(unescaped) ? unescaped : name
  })
}

/** Whether an address that a browser would ask for may stay; what lies elsewhere is counted. */
export function mayRequest(url: string, { removals, ownHost, allowedHosts }: SanitizerOptions): boolean {
  const destination = destinationOf(url, ownHost)
  if (destination.kind === 'web') {
    removals.countFile(destination.host, url.trim())
    return allowedHosts.includes(destination.host)
  }
  if (destination.kind === 'blob') return false
  if (destination.kind !== 'unsafe') return true
  removals.countRemoved('urls')
  return false
}

function mayKeep(url: string, options: SanitizerOptions): boolean {
  return mayRequest(withoutEscapes(url), options)
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

function cleanImageSets(css: string, options: SanitizerOptions): string {
  let result = ''
  let position = 0
  for (const match of css.matchAll(imageSet)) {
    const start = match.index + match[0].length
    if (start < position) continue
    const end = endOfFunction(css, start)
    const content = css.slice(start, end).replace(imageSetString, (whole, type, double, single) => {
      const text = String(double ?? single ?? '')
      return typeof type === 'string' || mayKeep(text, options) ? whole : emptyImage
    })
    result += css.slice(position, start) + content
    position = end
  }
  return result + css.slice(position)
}

/**
 * Styles without addresses that would ask anything of this very server or that are none: those of `url()`, `src()`,
 * `image-set()` and `@import`, also behind escapes. Addresses elsewhere are counted, and stay only where their host is allowed.
 * Harmless styles come back as they are.
 */
export function cleanCss(css: string, options: SanitizerOptions): string {
  if (!mayContainUrl.test(css)) return css
  const unescaped = css.includes('\\') ? unescapeNames(css) : css
  const withoutUrls = unescaped.replace(urlFunction, (whole, _name, double, single, bare, offset) => {
    const url = String(double ?? single ?? bare ?? '')
    const isNamespace = /@namespace[^;{}]*$/i.test(unescaped.slice(Math.max(0, Number(offset) - 80), Number(offset)))
    if (isNamespace || mayKeep(url, options)) return whole
    return typeof bare === 'string' || whole.endsWith(')') ? emptyValue : emptyUrl
  })
  const withoutImports = withoutUrls.replace(importRule, (whole, double, single) =>
    mayKeep(String(double ?? single ?? ''), options) ? whole : '@no-import',
  )
  return /image/i.test(withoutImports) ? cleanImageSets(withoutImports, options) : withoutImports
}
