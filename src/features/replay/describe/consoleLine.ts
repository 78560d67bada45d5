import { isRecord } from '#lib/isRecord.ts'
import { detailsOf, type Finding, oneLine } from './item.ts'

/** The names under which the recorder hands over what it heard besides the page. */
export const consolePlugin = 'rrweb/console@1'

const levels: Record<string, Finding['level']> = { error: 'error', assert: 'error', warn: 'warn', countReset: 'warn' }

/** Arguments were written as JSON each; texts are shown without their quotes. */
function argumentText(argument: unknown): string {
  if (typeof argument !== 'string') return JSON.stringify(argument) ?? ''
  if (!argument.startsWith('"')) return argument
  try {
    return String(JSON.parse(argument))
  } catch {
    return argument
  }
}

/** A line of the console: `{level, payload: [argument, …], trace: [line, …]}`; null where it is none. */
export function consoleLine(payload: unknown): Pick<Finding, 'kind' | 'text' | 'level' | 'details'> | null {
  if (!isRecord(payload)) return null
  const { level, payload: written, trace } = payload
  const whole = Array.isArray(written) ? written.map(argumentText).join(' ') : ''
  const name = typeof level === 'string' ? level : 'log'
  const text = oneLine(whole) || `console.${name}`
  return {
    kind: 'console',
    text,
    level: levels[name] ?? 'info',
    details: detailsOf(
      ['Level', name],
      ['Message', whole.length > text.length ? whole : null],
      ['Called from', Array.isArray(trace) ? trace.map(String).join('\n') : null],
    ),
  }
}
