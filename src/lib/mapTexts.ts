import { isRecord } from './isRecord.ts'

/** Lone surrogates, which JSON may contain and a URL may not. */
const loneSurrogates = /\p{Surrogate}/gu

/** The text with U+FFFD for what no URL and no encoder accepts. */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogates, '\uFFFD')
}

/** Parsed JSON with every text in it changed, names included. Throws RangeError for what is nested deeper than the stack. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [change(name), mapTexts(one, change)]))
}
