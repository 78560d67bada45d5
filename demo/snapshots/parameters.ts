import { invalidInput, Refusal } from '../host/answers.ts'

const yes = new Set(['t', 'y', 'yes', 'true', 'on', '1'])
const no = new Set(['f', 'n', 'no', 'false', 'off', '0'])

/** Keys may ask for this many blocks more than one. PostHog's own sessions may ask for 100. */
const maxBetween = 20

export function refuse(detail: string, attr: string | null = null): never {
  throw new Refusal(invalidInput(detail, attr))
}

/** A text that was sent; null where it is absent or empty. */
export function readText(url: URL, name: string): string | null {
  const text = url.searchParams.get(name)
  return text === null || text === '' ? null : text
}

/** A flag as Django reads it. */
export function readFlag(url: URL, name: string, usual: boolean): boolean {
  const text = url.searchParams.get(name)?.toLowerCase() ?? ''
  if (text === '') return usual
  if (yes.has(text)) return true
  return no.has(text) ? false : refuse('Must be a valid boolean.', name)
}

/** A key as Python reads a whole number. */
function wholeNumber(text: string, otherwise: string): number {
  return /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : refuse(otherwise)
}

/** A range of block keys, both ends included. The difference may be 20, whatever the text says. */
export function readRange(first: string, last: string, otherwise: string): { first: number; last: number } {
  const range = { first: wholeNumber(first, otherwise), last: wholeNumber(last, otherwise) }
  if (range.last - range.first > maxBetween) refuse(`Cannot request more than ${maxBetween} blob keys at once`)
  return range
}
