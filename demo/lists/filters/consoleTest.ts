import { compare } from './compare.ts'
import type { Filter, Test } from './filter.ts'
import type { RecordingReader } from '../../data/recordingReader.ts'

export type Operand = 'AND' | 'OR'

/** "log" and "info" are the same level under two names. */
function levelOf(wanted: unknown): unknown {
  return Array.isArray(wanted) ? wanted.map(levelOf) : wanted === 'log' ? 'info' : wanted
}

/** Whether one console line passes: all of the filters, or any of them. */
export function consoleTest(filters: readonly Filter[], operand: Operand, reader: RecordingReader): Test {
  return (position) =>
    reader.details(position).consoleMessages.some(({ level, message }) => {
      const passes = ({ key, value, operator }: Filter) =>
        key === 'level' ? compare(operator, level, levelOf(value)) : compare(operator, message, value)
      return operand === 'AND' ? filters.every(passes) : filters.some(passes)
    })
}
