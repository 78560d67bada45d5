import { wellFormed } from './mapTexts.ts'

/** Any text as one segment of a URL path. Never throws. "." and ".." keep their meaning in a URL. */
export function pathSegment(text: string): string {
  // oxlint-disable-next-line no-restricted-globals -- it throws only for texts that are not well formed
  return encodeURIComponent(wellFormed(text))
}
