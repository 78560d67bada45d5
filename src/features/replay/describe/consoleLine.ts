import { isRecord } from '#lib/isRecord.ts'
import { detailsOf, type NewItem, oneLine } from './item.ts'

/** Plugin name under which rrweb records the console. */
export const consolePlugin = 'rrweb/console@1'

const levels: Record<string, NewItem['level']> = { error: 'error', assert: 'error', warn: 'warn', countReset: 'warn' }

/** Each argument is recorded as JSON; strings are shown without quotes. */
function argumentText(argument: unknown): string {
  if (typeof argument !== 'string') return JSON.stringify(argument) ?? ''
  if (!argument.startsWith('"')) return argument
  try {
    return String(JSON.parse(argument))
  } catch {
    return argument
  }
}

/** Reads `{level, payload: [argument, …], trace: [line, …]}`; null for anything else. */
export function consoleLine(payload: unknown): Pick<NewItem, 'kind' | 'text' | 'level' | 'details'> | null {
  if (!isRecord(payload)) return null
  const { level, payload: args, trace } = payload
  const message = Array.isArray(args) ? args.map(argumentText).join(' ') : ''
  const name = typeof level === 'string' ? level : 'log'
  const text = oneLine(message) || `console.${name}`
  return {
    kind: 'console',
    text,
    level: levels[name] ?? 'info',
    details: detailsOf(
      ['Level', name],
      ['Message', message.length > text.length ? message : null],
      ['Source', Array.isArray(trace) ? trace.map(String).join('\n') : null],
    ),
  }
}
