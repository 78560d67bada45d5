import type { ApiError } from '#api/http/errors.ts'
import type { Fault } from '../syntax/fault.ts'
import { rangeInText } from '../syntax/faultInText.ts'

/** The name in "Unable to resolve field: foo", "Unknown table `foo`." or "Unsupported function call ‘foo(...)’". */
const namePattern = /(?:field|table|function call|function|column|identifier|alias)s?:? [`'"“]?([$\w.]+)/i

/** "line 2, column 7" or "line 2:7": lines count from 1; columns from 1 after the word "column", otherwise from 0. */
const linePattern = /\bline (\d+)(?:, column (\d+)|:(\d+))/i

/** The name that the server doesn’t know, if it gives one. */
export function unknownName({ kind, facts }: ApiError): string | null {
  const isUnknown = /unable to resolve|unknown|unsupported function/i.test(facts.detail ?? '')
  return kind === 'invalid' && isUnknown ? nameIn(facts.detail ?? '') : null
}

function nameIn(detail: string): string | null {
  return namePattern.exec(detail)?.[1]?.replace(/\.$/, '') ?? null
}

/** Null unless the name occurs exactly once as a whole word. */
function rangeOfName(name: string, text: string): { from: number; to: number } | null {
  const from = text.indexOf(name)
  if (from < 0) return null
  const isWord = (index: number) => /[\w$]/.test(text.charAt(index))
  const isWhole = !isWord(from - 1) && !isWord(from + name.length)
  return isWhole && !text.includes(name, from + 1) ? { from, to: from + name.length } : null
}

/**
 * Positions of the server’s errors in the query; none if it names no position. The newest servers report offsets, others a
 * line or a name.
 */
export function errorFaults({ kind, facts }: ApiError, text: string): Fault[] {
  if (kind !== 'invalid') return []
  if (facts.faults) return facts.faults.map(({ message, start, end }) => ({ message, ...rangeInText(text, start, end) }))
  const detail = facts.detail ?? ''
  const [, line, column, offset] = linePattern.exec(detail) ?? []
  if (line !== undefined) {
    const before = text
      .split('\n')
      .slice(0, Number(line) - 1)
      .join('\n')
    const start =
      Array.from(before).length + (Number(line) > 1 ? 1 : 0) + (column === undefined ? Number(offset) : Number(column) - 1)
    return [{ message: detail, ...rangeInText(text, start, null) }]
  }
  const name = nameIn(detail)
  const range = name === null ? null : rangeOfName(name, text)
  return range ? [{ message: detail, ...range }] : []
}
