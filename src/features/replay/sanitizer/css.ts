import { destinationOf } from './destination.ts'
import type { RemovalCounter } from './removalCounter.ts'

/**
 * `ownHost` is the host of this page. Files of `allowedHosts` ("cdn.example:8080") stay; other URLs are emptied. Both are
 * counted.
 */
export type SanitizerOptions = { removals: RemovalCounter; ownHost: string; allowedHosts: readonly string[] }

/** Replacements for a URL that must not be requested. */
const emptyValue = 'none'
const emptyUrl = 'url("about:invalid"'
const emptyImage = 'linear-gradient(#0000, #0000)'

const mayContainUrl = /url|import|image|src|\\/i

/** `\75rl(` is `url(`. */
const escapedName = /@?(?:[a-z-]|\\[0-9a-f]{1,6}[ \t\n\r\f]?|\\[^0-9a-f\n\r\f])+/gi
const fetchingName = /^(?:@import|url|src|image|(?:-webkit-)?image-set)$/i

// Every repetition below is bounded or ends at a character it can't contain, so that hostile styles stay cheap to check.
const whitespace = '(?:\\s|/\\*[\\s\\S]{0,200}?\\*/){0,40}'
const quoted = '"((?:[^"\\\\\\n]|\\\\[\\s\\S])*)(?:"|$)|\'((?:[^\'\\\\\\n]|\\\\[\\s\\S])*)(?:\'|$)'
// Modifiers may follow the string: `url("a.png" crossorigin(anonymous))`.
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

/** Whether a browser may request a URL. Counts URLs on other hosts. */
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
 * Removes unsafe URLs from `url()`, `src()`, `image-set()` and `@import`, including escaped ones. URLs on other hosts are counted
 * and stay only if their host is allowed. Harmless styles are returned unchanged.
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
