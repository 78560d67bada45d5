import { mapTexts } from './mapTexts.ts'

const anyKey = /\bph[xcsa]_\w{4,}/g
const replacement = '[key]'

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

/** A character as itself, as a URL, a script or a page writes it. */
function anyForm(character: string): string {
  const code = character.charCodeAt(0)
  const hex = code.toString(16).padStart(2, '0')
  return `(?:${escaped(character)}|%${hex}|\\\\u00${hex}|\\\\x${hex}|&#0*${code};?|&#x0*${hex};?)`
}

/** The part of a text in base64 that stays the same wherever the text stands; `before` is how many bytes precede it, modulo 3. */
function base64Core(text: string, before: number): string {
  const encoded = btoa('\0'.repeat(before) + text).replace(/=+$/, '')
  return encoded.slice(Math.ceil((before * 8) / 6), encoded.length - ((before + text.length) % 3 === 0 ? 0 : 1))
}

function patternOf(key: string): RegExp {
  const characters = Array.from(key)
  const hex = characters.map((one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  const base64 = [0, 1, 2].map((before) => base64Core(key, before))
  const forms = [
    characters.map(anyForm).join('[\\s\\u00ad\\u200b-\\u200d\\ufeff.,:;|-]{0,2}'),
    escaped(characters.toReversed().join('')),
    hex,
    ...base64.flatMap((core) => [escaped(core), escaped(core.replaceAll('+', '-').replaceAll('/', '_'))]),
  ]
  return new RegExp(forms.join('|'), 'gi')
}

let lastPattern: { key: string; pattern: RegExp } | null = null

/** Removes this API key in the forms that `redactKey` names, and nothing else. */
export function withoutKey(text: string, key: string): string {
  const isKnown = key.length >= 8 && /^[\x21-\x7e]+$/.test(key)
  if (!isKnown) return key === '' ? text : text.replaceAll(key, replacement)
  if (lastPattern?.key !== key) lastPattern = { key, pattern: patternOf(key) }
  return text.replace(lastPattern.pattern, replacement)
}

/**
 * Removes an API key, and whatever looks like one, before a text is shown, stored or logged: as it is, escaped for a URL, a script
 * or a page, split by spaces or punctuation, reversed, in hexadecimal or in base64. `key` may be empty.
 */
export function redactKey(text: string, key: string): string {
  return withoutKey(text, key).replace(anyKey, replacement)
}

/** The same in every text of parsed JSON, at any depth. */
export function redactKeyIn(json: unknown, key: string): unknown {
  return mapTexts(json, (text) => redactKey(text, key))
}
