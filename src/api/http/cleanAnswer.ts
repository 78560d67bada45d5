import { mapTexts, wellFormed } from '#lib/mapTexts.ts'
import { withoutKey } from '#lib/redactKey.ts'

/** The answer of a server without the key that asked, which it may echo, and with texts that no screen throws at. */
export function cleanAnswer(json: unknown, key: string): unknown {
  return mapTexts(json, (text) => wellFormed(withoutKey(text, key)))
}
