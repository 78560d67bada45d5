/** Half a character, which JSON may hold and no address can. */
const loneSurrogates = /\p{Surrogate}/gu

/** Any text as one part of an address's path: escaped, and never an error. A part of dots alone means something else there. */
export function pathSegment(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogates, '\uFFFD'))
}
