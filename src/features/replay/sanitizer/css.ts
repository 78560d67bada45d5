import { type CSSToken, tokenize, TokenType } from '@csstools/css-tokenizer'
import { destinationOf } from './destination.ts'
import { limits } from './limits.ts'
import type { RemovalCounter } from './removalCounter.ts'

/**
 * `ownHost` is the host of this page. Files of `allowedHosts` ("cdn.example:8080") stay; other URLs are emptied. Both are
 * counted.
 */
export type SanitizerOptions = { removals: RemovalCounter; ownHost: string; allowedHosts: readonly string[] }

/** Replacements for what must not be requested. */
const nothing = 'none'
const emptyImage = 'linear-gradient(#0000, #0000)'

/** A style sheet that doesn't match needs no reading: it has no escapes, and all its URLs are fragments or data. */
const needsReading = /url\((?!\s*["']?(?:data:(?:image|font)\/|#))|import|image-set|image\(|src\(|cross-fade|blur|drop-shadow|\\/i

/** In characters; several times the largest style sheet known. */
const maxLength = 8_000_000

/** Their strings are URLs. */
const imageFunctions = new Set(['image', 'image-set', '-webkit-image-set', 'cross-fade', '-webkit-cross-fade'])

/** What image functions may hold. Anything else, such as `var()`, may stand for a URL. */
const knownInImages =
  /^(?:url|src|type|format|(?:-webkit-)?(?:repeating-)?(?:linear|radial|conic)-gradient|rgba?|hsla?|hwb|(?:ok)?l(?:ab|ch)|color|color-mix|light-dark|calc|min|max|clamp)$/

/** Names that start with one of these are no addresses: `@namespace svg url(http://www.w3.org/2000/svg)`. */
const knownNamespaces = /^https?:\/\/www\.w3\.org\//i

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

function isGap(token: CSSToken | undefined): boolean {
  return token?.[0] === TokenType.Whitespace || token?.[0] === TokenType.Comment
}

function opens([type]: CSSToken): boolean {
  return type === TokenType.Function || type === TokenType.OpenParen
}

function nameOf(token: CSSToken | undefined): string | null {
  return token?.[0] === TokenType.Function || token?.[0] === TokenType.AtKeyword ? token[4].value.toLowerCase() : null
}

/** Walks the tokens of a style sheet once and replaces what would be requested. */
class Cleaner {
  readonly #tokens: CSSToken[]
  readonly #options: SanitizerOptions
  #isNamespace = false

  constructor(tokens: CSSToken[], options: SanitizerOptions) {
    this.#tokens = tokens
    this.#options = options
  }

  #replace(from: number, to: number, text: string) {
    for (let index = from; index < to; index += 1) {
      const token = this.#tokens[index]
      if (token) token[1] = index === from ? text : ''
    }
  }

  /** After the closing parenthesis of the function at `index`. */
  #endOf(index: number): number {
    let depth = 0
    for (let at = index; at < this.#tokens.length; at += 1) {
      const token = this.#tokens[at]
      if (!token) break
      if (opens(token)) depth += 1
      else if (token[0] === TokenType.CloseParen) depth -= 1
      if (depth === 0) return at + 1
    }
    return this.#tokens.length
  }

  #afterGap(index: number): number {
    let at = index
    while (isGap(this.#tokens[at])) at += 1
    return at
  }

  #mayKeep(url: string): boolean {
    return (this.#isNamespace && knownNamespaces.test(url)) || mayRequest(url, this.#options)
  }

  /** `url("…")` and `src("…")`. Returns where to go on. */
  #cleanUrlFunction(index: number): number {
    const end = this.#endOf(index)
    const argument = this.#tokens[this.#afterGap(index + 1)]
    const isKept = argument?.[0] === TokenType.String && this.#mayKeep(argument[4].value)
    if (!isKept) this.#replace(index, end, nothing)
    return end
  }

  #cleanImage(index: number): number {
    const end = this.#endOf(index)
    const inside = this.#tokens.slice(index + 1, end)
    const isKnown = inside.every((token) => token[0] !== TokenType.Function || isKnownInImage(token[4].value.toLowerCase()))
    if (!isKnown) {
      this.#replace(index, end, nothing)
      return end
    }
    for (let at = index + 1; at < end;) {
      const token = this.#tokens[at]
      const name = nameOf(token)
      if (name === 'type' || name === 'format') at = this.#endOf(at)
      else if (token?.[0] === TokenType.String && !this.#mayKeep(token[4].value)) this.#replace(at, (at += 1), emptyImage)
      else at = this.#step(at)
    }
    return end
  }

  /** Outside functions in it. */
  #countLengths(index: number, end: number): number {
    let count = 0
    for (let at = index + 1; at < end;) {
      const token = this.#tokens[at]
      if (token?.[0] === TokenType.Dimension || token?.[0] === TokenType.Number) count += 1
      at = token && opens(token) ? this.#endOf(at) : at + 1
    }
    return count
  }

  /** `var()` and `calc()` may stand for any length: such a blur gets an upper bound, and a shadow without three lengths goes. */
  #limitBlur(index: number): number {
    const end = this.#endOf(index)
    const last = this.#tokens[end - 1]
    const hasFunctions = this.#tokens.slice(index + 1, end).some((token) => token[0] === TokenType.Function)
    if (hasFunctions && nameOf(this.#tokens[index]) === 'blur' && last) {
      this.#replace(index, index + 1, `blur(min(${limits.blur}px,`)
      last[1] += ')'
      return end
    }
    if (hasFunctions && this.#countLengths(index, end) < 3) this.#replace(index, end, nothing)
    for (let at = index; at < end; at += 1) {
      const token = this.#tokens[at]
      if (token?.[0] === TokenType.Dimension && token[4].value > limits.blur) this.#replace(at, at + 1, `${limits.blur}px`)
    }
    return end
  }

  #cleanImport(index: number): number {
    const argument = this.#tokens[this.#afterGap(index + 1)]
    if (argument?.[0] === TokenType.String && !this.#mayKeep(argument[4].value)) this.#replace(index, index + 1, '@no-import')
    return index + 1
  }

  /** Cleans what begins at `index`; returns where to go on. */
  #step(index: number): number {
    const token = this.#tokens[index]
    if (!token) return index + 1
    const name = nameOf(token)
    switch (token[0]) {
      case TokenType.AtKeyword:
        this.#isNamespace = name === 'namespace'
        return name === 'import' ? this.#cleanImport(index) : index + 1
      case TokenType.URL:
        if (!this.#mayKeep(token[4].value)) this.#replace(index, index + 1, nothing)
        return index + 1
      case TokenType.BadURL:
        this.#replace(index, index + 1, nothing)
        return index + 1
      case TokenType.Function:
        if (name === 'url' || name === 'src') return this.#cleanUrlFunction(index)
        if (name === 'blur' || name === 'drop-shadow') return this.#limitBlur(index)
        return name !== null && imageFunctions.has(name) ? this.#cleanImage(index) : index + 1
      case TokenType.Semicolon:
      case TokenType.OpenCurly:
        this.#isNamespace = false
        return index + 1
      default:
        return index + 1
    }
  }

  clean(): string {
    for (let index = 0; index < this.#tokens.length;) index = this.#step(index)
    return this.#tokens.map((token) => token[1]).join('')
  }
}

function isKnownInImage(name: string): boolean {
  return knownInImages.test(name) || imageFunctions.has(name)
}

/**
 * Removes unsafe URLs from a whole style sheet, rule or declaration (CSS Syntax Module Level 3): `url()`, `src()`, images by their
 * strings, and `@import`. URLs on other hosts are counted and stay only if their host is allowed. Harmless styles are returned
 * unchanged.
 */
export function cleanCss(css: string, options: SanitizerOptions): string {
  if (css.length > maxLength) {
    options.removals.countRemoved('invalid')
    return ''
  }
  return needsReading.test(css) ? new Cleaner(tokenize({ css }), options).clean() : css
}

const closers: Partial<Record<TokenType, TokenType>> = {
  [TokenType.OpenCurly]: TokenType.CloseCurly,
  [TokenType.OpenParen]: TokenType.CloseParen,
  [TokenType.OpenSquare]: TokenType.CloseSquare,
  [TokenType.Function]: TokenType.CloseParen,
}

/** Whether a piece of a style sheet means the same with any other pieces before and after it. */
export function isWholeCss(css: string): boolean {
  if (css.trim() === '') return true
  if (!/[};]\s*$/.test(css)) return false
  let isBroken = false
  const open: TokenType[] = []
  for (const token of tokenize({ css }, { onParseError: () => (isBroken = true) })) {
    const closer = closers[token[0]]
    if (closer !== undefined) open.push(closer)
    else if (token[0] === open.at(-1)) open.pop()
  }
  return !isBroken && open.length === 0
}
