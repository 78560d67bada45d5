/** Lone surrogates, which JSON may contain and a URL may not. */
const loneSurrogates = /\p{Surrogate}/gu

/** Any text as one segment of a URL path. Never throws. "." and ".." keep their meaning in a URL. */
export function pathSegment(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogates, '\uFFFD'))
}
