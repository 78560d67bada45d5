import type { Fault } from './fault.ts'

/** UTF-16 units of the first `count` characters. */
function unitsOf(text: string, count: number): number {
  let units = 0
  for (let seen = 0; seen < count && units < text.length; seen += 1) units += (text.codePointAt(units) ?? 0) > 0xff_ff ? 2 : 1
  return units
}

/** The token at an index, or the last one before the end. */
function tokenAt(text: string, index: number): { from: number; to: number } {
  const length = /^(?:[\w$]+|\S)/u.exec(text.slice(index))?.[0].length ?? 0
  if (length > 0) return { from: index, to: index + length }
  const end = text.slice(0, index).trimEnd().length
  const before = /(?:[\w$]+|\S)$/u.exec(text.slice(0, end))?.[0].length ?? 0
  return { from: end - before, to: Math.max(end, end - before + 1) }
}

/** A range from character offsets of the parser or server; never empty unless the text is. */
export function rangeInText(text: string, start: number, end: number | null): { from: number; to: number } {
  const from = unitsOf(text, Math.max(0, start))
  const to = end === null ? from : unitsOf(text, Math.max(0, end))
  return to > from && text.slice(from, to).trim() !== '' ? { from, to } : tokenAt(text, from)
}

/** Names the unexpected token; the parser’s list of expected tokens is rarely helpful. */
function plainMessage(message: string, token: string, isEnd: boolean): string {
  if (/deeply nested/i.test(message)) return 'Nested too deeply.'
  if (/expecting <EOF>/.test(message)) return `Only one query can run. Remove everything from “${token}” on.`
  if (isEnd || /<EOF>/.test(message)) return 'Unexpected end of query. Something is missing, or a bracket or quote is open.'
  if (token === "'" || token === '"' || token === '`') return `Unclosed ${token}`
  const expected = /expecting \{?([^{}]{1,60})\}?$/.exec(message)?.[1]
  return expected ? `Unexpected “${token}”. Expected: ${expected}` : `Unexpected “${token}”.`
}

export function faultInText(text: string, { message, start }: { message: string; start: number }): Fault {
  const at = unitsOf(text, start)
  const isEnd = text.slice(at).trim() === ''
  const range = tokenAt(text, at)
  return { ...range, message: plainMessage(message, text.slice(range.from, range.to), isEnd) }
}
